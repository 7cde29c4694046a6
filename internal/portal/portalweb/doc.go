// Package portalweb is the first page of each face: made of several modules,
// and owning no thing of its own.
//
//	home.go   /      where I am, one big way to say a need, what is moving for me
//	today.go  /desk  what waits for this seat today
//	open.go   /open  the noticeboard: what was promised and what is done
//
// A first page says what to do now; it is no menu.
package portalweb
