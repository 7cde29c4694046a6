// Package geo turns coordinates between the three systems in use in China and
// measures distances.
//
// The house stores WGS-84 (what a phone's receiver gives; CGCS2000 of the state
// survey is equal for our use) with the tag of the system it came in. AMap and
// Tencent draw in GCJ-02, Baidu in BD-09: conversion happens on the way out.
// Outside the frame of the shift all three are one. Which map may be shown is a
// matter of law (Surveying and Mapping Law, art. 38), not of this package.
package geo
