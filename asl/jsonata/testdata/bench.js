// The expressions of bench_test.go under node: node bench.js MODULE
const jsonata = require(process.argv[2]);
const items = [];
for (let i = 0; i < 50; i++) items.push({sku: `sku-${i}`, price: i + 0.5, quantity: i % 7, tags: ['a', 'b']});
const doc = {id: 4711, name: '  Fred Bloggs  ', tags: 'a,b,c,d', account: {order: {customer: {address: {city: 'Winchester'}}}}, items};
const benchmarks = {
  FieldPath: 'account.order.customer.address.city',
  ObjectSum: '{"id": id, "total": $sum(items.(price * quantity)), "count": $count(items)}',
  FilterProject: 'items[price > 20 and quantity < 5].{"sku": sku, "cost": price * quantity}',
  MapLambda: '$map(items, function($v, $i) { $v.price * 1.2 + $i })',
  StringChain: '$uppercase($substringBefore($trim(name), " ")) & "-" & $join($split(tags, ","), "/") & "-" & $pad($string(id), 8, "0")',
};
(async () => {
  for (const [name, expr] of Object.entries(benchmarks)) {
    const e = jsonata(expr);
    let best = Infinity;
    for (let round = 0; round < 60; round++) {
      const n = 50, start = process.hrtime.bigint();
      for (let i = 0; i < n; i++) await e.evaluate(doc);
      best = Math.min(best, Number(process.hrtime.bigint() - start) / n);
    }
    console.log(`${name} ${best.toFixed(0)} ns/op`);
  }
})();
