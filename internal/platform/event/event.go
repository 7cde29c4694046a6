package event

import (
	"fmt"
	"reflect"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
)

// Bus knows who reacts to what. It is filled before the first act.
type Bus struct {
	now   map[reflect.Type][]func(*act.Act, any) error
	later map[reflect.Type][]string // kinds of job
}

// NewBus is a bus on which nobody listens yet.
func NewBus() *Bus {
	return &Bus{now: map[reflect.Type][]func(*act.Act, any) error{}, later: map[reflect.Type][]string{}}
}

// Now runs f in the act that publishes an E; its error undoes the act.
func Now[E any](b *Bus, f func(*act.Act, E) error) {
	t := reflect.TypeFor[E]()
	b.now[t] = append(b.now[t], func(a *act.Act, e any) error { return f(a, e.(E)) })
}

// Later runs f in an act of its own, once the publishing act has committed. name
// says what it is for and keeps its jobs apart: "notify".
func Later[E any](b *Bus, jobs *job.Kinds, name string, f func(*act.Act, E) error) {
	t := reflect.TypeFor[E]()
	kind := fmt.Sprintf("%s>%s", t.String(), name)
	job.Handle(jobs, kind, f)
	b.later[t] = append(b.later[t], kind)
}

// Publish is what act.Stage.Publish is set to.
func (b *Bus) Publish(a *act.Act, e any) error {
	t := reflect.TypeOf(e)
	for _, f := range b.now[t] {
		if err := f(a, e); err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
	}
	for _, kind := range b.later[t] {
		if err := job.Add(a, kind, e); err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
	}
	return nil
}
