package org

import "embed"

// Schema is the migrations of the organisations.
//
//go:embed schema/*.sql
var Schema embed.FS
