package function

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestGreets(t *testing.T) {
	for body, expected := range map[string]string{"Ada\n": "Hello, Ada!\n", "": "Hello, world!\n"} {
		answer := httptest.NewRecorder()

		Handle(answer, httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body)))

		if answer.Body.String() != expected {
			t.Errorf("%q was answered %q, not %q", body, answer.Body.String(), expected)
		}
	}
}
