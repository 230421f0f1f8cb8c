package sqs

import (
	"path/filepath"
	"testing"

	"github.com/stepmill/stepmill/asl/value"
)

// BenchmarkSend measures durable sends by many senders at once.
func BenchmarkSend(b *testing.B) {
	s, err := Open(Config{Region: "us-east-1", Account: "000000000000", Path: filepath.Join(b.TempDir(), "sqs.journal")})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	s.createQueue(b.Context(), value.MustParse(`{"QueueName":"q"}`))
	in := value.MustParse(`{"QueueUrl":"q","MessageBody":"{\"order\":12345,\"customer\":\"someone\"}"}`)
	send := s.Service().Operations["SendMessage"]
	b.SetParallelism(32)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, refused := send(b.Context(), in); refused != nil {
				b.Error(refused)
			}
		}
	})
}
