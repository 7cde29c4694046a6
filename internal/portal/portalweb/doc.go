// Package portalweb is the first page of each face: made of several modules,
// and owning no thing of its own.
//
//	home      /      where I am, one big way to say a need, what is moving for me
//	today     /desk  what waits for this seat today
//	open      /open  the noticeboard: what was promised and what is done
//
// A first page says what to do now; it is no menu.
package portalweb
