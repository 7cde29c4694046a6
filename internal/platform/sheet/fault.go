package sheet

import "fmt"

// Fault is what is wrong with one cell.
type Fault struct {
	Row    int    // as the spreadsheet shows it
	Column string // the title in the table
	Text   string // a Chinese sentence saying what to do
	Key    string // the sentence without its values, where it has some: the key of its English
	Args   []any  // values for the verbs in Key
}

// String is the fault in one sentence: 第 12 行“面积”：请填数字.
func (f Fault) String() string {
	return fmt.Sprintf("第 %d 行“%s”：%s", f.Row, f.Column, f.Text)
}

// maxFaults is how many faults are kept; all are counted.
const maxFaults = 2000

type faults struct {
	kept  []Fault
	count int
}

func (f *faults) add(fault Fault) {
	f.count++
	if len(f.kept) < maxFaults {
		f.kept = append(f.kept, fault)
	}
}

// Faults gives the first faults of the last pass over the rows and how many
// there were in all.
func (m *Matched) Faults() (first []Fault, all int) { return m.faults.kept, m.faults.count }
