// Package validate is the command stepmill validate: it shows what is wrong in definitions. The rules are those of asl/check.
package validate
