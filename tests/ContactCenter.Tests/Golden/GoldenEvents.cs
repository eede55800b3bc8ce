using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Golden;

/// <summary>Events of the world in the golden journal: one begins a run, one is kept until the run listens, one finds nobody.</summary>
internal static class GoldenEvents
{
    public const string Contracts = """
        event job.reported gives (street: text)
        event job.closed gives (reason: text)
        """;

    public const string Followed = """
        script followed v1, texts it, for sms, outcomes closed
          starts on job.reported as job
          step hello
            ask floor: number 0..30 "In {job.street}, a che piano?"
            wait for job.closed as closing, late 3 days -> end closed
            say "Chiusa: {closing.reason}."
            -> end closed
        """;

    /// <summary>What writes to whom an event names.</summary>
    public static readonly Endpoint Endpoint = new(CenterFixture.Acme, new EndpointId("sms-followed"), ChannelKind.Sms, Address.Phone("+390612345680"));

    private static readonly Address Customer = Address.Phone("+393330000070");

    public static async Task RunAsync(GoldenCenter center)
    {
        await RaiseAsync(center, "job.reported", "J70", ("street", "via Roma"));
        await center.WrittenAsync("event.settled");
        await center.UntilAsync(() => Task.FromResult(center.Channel.Sent.Any(static m => m.Text == "In via Roma, a che piano?") ? "asked" : null), "the customer is asked");
        await RaiseAsync(center, "job.closed", "J70", ("reason", "riparata"));
        await center.WrittenAsync("script.kept");
        await center.ReceiveAsync("SM70", "3", Customer.Value, Endpoint);
        await center.UntilAsync(() => Task.FromResult(center.Channel.Sent.Any(static m => m.Text == "Chiusa: riparata.") ? "told" : null), "the customer is told");
        await RaiseAsync(center, "job.closed", "J71", ("reason", "doppia"));
        await center.WrittenAsync("event.settled", 2);
        await center.UntilAsync(() => Task.FromResult(center.Tenant.Views.Scripts.Running.All(static r => r.Script != "followed") ? "over" : null), "the run is over");
    }

    private static async Task RaiseAsync(GoldenCenter center, string name, string key, params (string Name, string Value)[] fields) =>
        (await center.Services.GetRequiredService<IScriptEvents>().RaiseAsync(Principal.System, CenterFixture.Acme, new WorldEvent
        {
            Event = name,
            Key = key,
            Address = Customer,
            Fields = fields.ToImmutableDictionary(static one => one.Name, static one => one.Value),
        })).ShouldBe(DeskResult.Done);
}
