package teststate

import (
	"encoding/csv"
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
)

var delimiters = map[string]rune{"": ',', "COMMA": ',', "PIPE": '|', "SEMICOLON": ';', "SPACE": ' ', "TAB": '\t'}

// readCSV turns the rows of a CSV text into objects: each column by its header, missing ones as "", superfluous ones dropped.
// Source: AWS Step Functions Developer Guide, "ItemReader (Map)".
func readCSV(data string, config *asl.Node) (value.Value, *fault.Fault) {
	r := csv.NewReader(strings.NewReader(data))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = delimiters[config.Get("CSVDelimiter").Text()], true, -1
	rows, err := r.ReadAll()
	if err != nil {
		return value.Value{}, readerFault("The data of the ItemReader is not CSV: " + err.Error())
	}
	var headers []string
	if config.Get("CSVHeaderLocation").Text() == "GIVEN" {
		if given := config.Get("CSVHeaders"); given != nil {
			for _, h := range given.Elems {
				headers = append(headers, h.Text())
			}
		}
	} else if len(rows) > 0 {
		headers, rows = rows[0], rows[1:]
	}
	seen := map[string]bool{}
	for _, h := range headers {
		if seen[h] {
			return value.Value{}, readerFault("CSV headers cannot contain duplicates.")
		}
		seen[h] = true
	}
	items := make([]value.Value, len(rows))
	for i, row := range rows {
		members := make([]value.Member, len(headers))
		for j, h := range headers {
			members[j] = value.Member{Key: h, Value: value.Text("")}
			if j < len(row) {
				members[j].Value = value.Text(row[j])
			}
		}
		items[i] = value.ObjectOf(members)
	}
	return value.ArrayOf(items), nil
}
