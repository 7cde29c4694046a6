// Package static holds what browsers are sent beside the pages: the style
// sheets, the islands, htmx and the marks of the product, built from web/ and
// committed, so that the binary carries them.
//
// Every file is asked for by an address with the hash of its content (URL), so
// it may be cached for a year; without the hash it is revalidated. The service
// worker of /field is served with the scope it needs.
package static
