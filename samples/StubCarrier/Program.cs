using StubCarrier;

if (args.Contains("--help"))
{
    Console.WriteLine(CarrierOptions.Help);
    return;
}

var options = CarrierOptions.Parse(args);
await using var carrier = Carrier.Create(options);
await carrier.StartAsync();
Console.WriteLine($"stub carrier listening on {carrier.Urls.First()}");
_ = Parent.FollowAsync(options, carrier.Lifetime);
await carrier.WaitForShutdownAsync();
