using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Privacy;
using ContactCenter.Recordings;
using ContactCenter.Records;
using ContactCenter.Tests.Privacy;

namespace ContactCenter.Tests.Recordings;

/// <summary>Recordings whose time is over are removed one by one: a hold counts at each, and one that cannot be removed keeps no other one.</summary>
public sealed class RecordingRetentionTests
{
    [Fact]
    public async Task A_hold_placed_while_recordings_are_being_removed_keeps_what_is_left_of_its_customer_s()
    {
        var (center, disk, customer, recordings) = await StartAsync();
        await using var closing = center;
        disk.Removing = async id =>
        {
            if (id == recordings[1])
            {
                (await center.Center.Office().DoAsync(new PrivacyCommand.PlaceHold(customer, "Case 1"), Guid.NewGuid())).ShouldBe(DeskResult.Done);
            }
        };

        center.Center.Time.Advance(TimeSpan.FromDays(31));

        await center.Center.UntilAsync(() => Removed(center).Count == 2, "what came before the hold is removed");
        center.Center.Time.Advance(TimeSpan.FromDays(2));
        await center.RecordOtherAsync("+393339990003"); // the log goes on
        Removed(center).ShouldBe(recordings[..2]);
        await using var file = await center.Center.Tenant!.Storage.Recordings.OpenAsync(recordings[2]);
        file.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_recording_that_cannot_be_removed_keeps_no_other_one_and_is_tried_again_the_next_day()
    {
        var (center, disk, _, recordings) = await StartAsync();
        await using var closing = center;
        disk.Removing = id => id == recordings[0] ? throw new LogUnavailableException("Access is denied.") : Task.CompletedTask;

        center.Center.Time.Advance(TimeSpan.FromDays(31));
        await center.Center.UntilAsync(() => Removed(center).Count == 2, "the others are removed");

        Removed(center).ShouldBe(recordings[1..]);
        disk.Removing = static _ => Task.CompletedTask;
        center.Center.Time.Advance(TimeSpan.FromDays(1.1));
        await center.Center.UntilAsync(() => Removed(center).Count == 3, "the one is removed, too", TimeSpan.FromHours(1));
    }

    /// <summary>A center with a recording of one customer, one of another, and a second one of the first; the sweep takes them in this order.</summary>
    private static async Task<(RecordedCenter Center, FullDisk Disk, CustomerId Customer, RecordingId[] Recordings)> StartAsync()
    {
        FullDisk? disk = null;
        var center = await RecordedCenter.StartAsync(static t => t.Privacy.RecordingDays = 30, memory => disk = new FullDisk(memory));
        var directory = center.Center.Tenant!.Storage.Customers;
        var (customer, other) = (await directory.IdentifyAsync(Address.Phone("+393339990001")), await directory.IdentifyAsync(Address.Phone("+393339990002")));
        foreach (var (whose, session) in ((CustomerId, byte)[])[(customer, 1), (other, 2), (customer, 3)])
        {
            var call = new CallId(DerivedId.From($"call {session}"));
            center.Calls.All[call] = new CallFacts(whose, new SessionId(new Guid(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, session)), null, CenterFixture.Endpoint.Id);
            await (await center.Recordings.BeginAsync(CenterFixture.Acme, call, Sound.Rate, "queue"))!.DisposeAsync();
        }

        await center.Center.SavedAsync();
        return (center, disk!, customer, [.. center.Entries.Where(static e => e.Entry.Kind == RecordingKinds.Started).Select(RecordingKinds.Of)]);
    }

    private static List<RecordingId> Removed(RecordedCenter center) => [.. center.Entries.Where(static e => e.Entry.Kind == RecordingKinds.Removed).Select(RecordingKinds.Of)];
}
