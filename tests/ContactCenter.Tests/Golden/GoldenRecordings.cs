using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Recordings;
using ContactCenter.Records;
using ContactCenter.Tests.Recordings;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Golden;

/// <summary>Two calls are recorded, one with a pause; the time of the other is over.</summary>
internal static class GoldenRecordings
{
    public static async Task RunAsync(GoldenCenter center)
    {
        var customer = await center.Tenant.Storage.Customers.IdentifyAsync(Address.Phone("+393330000080"));
        await RecordAsync(center, customer, "kept", async recording =>
        {
            Sound.Write(recording, 0, Sound.Frame);
            await recording.PauseAsync("anna");
            Sound.Write(recording, Sound.Frame, Sound.Frame);
            await recording.ResumeAsync("anna");
            Sound.Write(recording, 2 * Sound.Frame, Sound.Frame);
        });
        var links = await RecordAsync(center, customer, "removed", static _ => Task.CompletedTask);
        await center.Tenant.Storage.Recordings.RemoveAsync(links.Recording);
        await center.Tenant.Recordings.RemovedAsync(links.Recording, links.Links, "retention");
    }

    private static async Task<(RecordingId Recording, EntryLinks Links)> RecordAsync(GoldenCenter center, CustomerId customer, string name, Func<ICallRecording, Task> say)
    {
        var call = new CallId(DerivedId.From("golden", "call", name));
        center.Services.GetRequiredService<FakeCalls>().All[call] = new CallFacts(customer, new SessionId(call.Value), null, CenterFixture.Endpoint.Id);
        await using (var recording = (await center.Services.GetRequiredService<ICallRecordings>().BeginAsync(CenterFixture.Acme, call, Sound.Rate, "queue"))!)
        {
            await say(recording);
        }

        CommittedEntry? last = null;
        await foreach (var committed in center.Tenant.Storage.Log.QueryAsync(new LogQuery { Kind = RecordingKinds.Started, Limit = 10 }))
        {
            last = committed;
        }

        return (RecordingKinds.Of(last!), last!.Entry.Links);
    }
}
