package people

// Sealed are the columns whose values are sealed for their row (seal.At), by
// table.column. The draft rows of a roster are sealed too; they go with the roster.
var Sealed = map[string]bool{
	"people_person.name": true, "people_person.number": true, "people_person.born": true,
	"people_person.party": true, "people_person.care": true,
	"people_phone.number":   true,
	"people_request.answer": true, "people_request.wish": true,
}
