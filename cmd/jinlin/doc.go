// Command jinlin runs a neighbourhood: the server, the demonstration, and what
// an administrator or an auditor does beside them. `jinlin --help` lists it.
package main
