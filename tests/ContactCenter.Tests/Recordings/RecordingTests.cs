using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using ContactCenter.Calls;
using ContactCenter.Desk;
using ContactCenter.Health;
using ContactCenter.Journal;
using ContactCenter.Privacy;
using ContactCenter.Records;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Recordings;

/// <summary>A call is recorded, heard, kept for its time and erased.</summary>
public sealed class RecordingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task What_was_said_is_heard_and_its_hash_stands_in_the_log()
    {
        await using var center = await RecordedCenter.StartAsync();
        var view = await center.RecordAsync();

        (view.State, view.Length, view.Kept, view.By, view.Code).ShouldBe((RecordingState.Completed, 2 * Second, 2 * Second, "queue", null));
        Sound.Check(await RecordedCenter.PlayAsync(center.Anna, view.Recording)).ShouldBe(2 * Sound.Rate);
        center.Entries.Select(static e => e.Entry.Kind).ShouldBe([RecordingKinds.Started, RecordingKinds.Ended]);
        var ended = center.Entries.Last().Entry;
        (ended.Links.Customer, ended.Links.Session, ended.Links.Interaction).ShouldBe((center.Talk.Summary.Customer, center.Talk.Sessions[0].Session, center.Talk.Summary.Interaction));
        using var file = await center.Center.Tenant!.Storage.Recordings.OpenAsync(view.Recording);
        Convert.ToHexStringLower(await SHA256.HashDataAsync(file!)).ShouldBe(ended.Read(RecordingJson.Default.RecordingEnded).Hash);
        await using var opened = await center.Anna.OpenRecordingAsync(view.Recording);
        opened!.Tag.ShouldBe(ended.Read(RecordingJson.Default.RecordingEnded).Hash);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_is_not_the_logs_is_refused_and_once_it_was_played_breaks_off_where_it_was_altered(bool wasPlayed)
    {
        await using var center = await RecordedCenter.StartAsync();
        var id = (await center.RecordAsync()).Recording;
        if (wasPlayed)
        {
            Sound.Check(await RecordedCenter.PlayAsync(center.Anna, id)).ShouldBe(2 * Sound.Rate);
        }

        await AlterAsync(center, id);
        if (!wasPlayed)
        {
            await Should.ThrowAsync<InvalidDataException>(async () => await center.Anna.OpenRecordingAsync(id));
            return;
        }

        await using var opened = (await center.Anna.OpenRecordingAsync(id)).ShouldNotBeNull();
        await Should.ThrowAsync<InvalidDataException>(async () => await opened.Content.CopyToAsync(Stream.Null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_copy_for_the_customer_goes_on_past_recordings_that_are_altered_or_gone_and_says_which(bool wasPlayed)
    {
        await using var center = await RecordedCenter.StartAsync();
        var altered = (await center.RecordAsync()).Recording;
        if (wasPlayed)
        {
            await RecordedCenter.PlayAsync(center.Anna, altered);
        }

        await AlterAsync(center, altered);
        await center.RecordAsync(1);
        await center.RecordAsync(3);
        var ids = center.Entries.Where(static e => e.Entry.Kind == RecordingKinds.Started).Select(RecordingKinds.Of).ToList();
        await center.Center.Tenant!.Storage.Recordings.RemoveAsync(ids[1]);
        var office = center.Center.Services.GetRequiredService<IPrivacyDesks>().Open(Principal.Person(new AgentId("paola"), CenterFixture.Acme, [Role.Administrator]), CenterFixture.Acme);

        using var copy = new MemoryStream();
        (await office.ExportAsync(center.Talk.Summary.Customer, "Request 1", copy)).ShouldBe(DeskResult.Done with { Message = "2 files could not be handed out; files.json in the copy says which, and why." });

        using var zip = new ZipArchive(copy);
        using (var sound = new MemoryStream())
        {
            var wav = zip.Entries.Single(static e => e.FullName.StartsWith("recordings/", StringComparison.Ordinal));
            wav.FullName.ShouldContain(ids[2].Value.ToString("N"));
            await wav.Open().CopyToAsync(sound);
            Sound.Check(sound.ToArray()).ShouldBe(3 * Sound.Rate);
        }

        zip.GetEntry($"interactions/{center.Talk.Summary.Interaction.Value:N}.json").ShouldNotBeNull();
        using var files = JsonDocument.Parse(zip.GetEntry("files.json").ShouldNotBeNull().Open());
        files.RootElement.EnumerateArray().Select(static f => (new RecordingId(f.GetProperty("recording").GetGuid()), f.GetProperty("state").GetString())).ShouldBe([(ids[0], "Altered"), (ids[1], "Absent"), (ids[2], "Included")]);
    }

    [Fact]
    public async Task One_under_way_is_heard_as_far_as_it_is_durable()
    {
        await using var center = await RecordedCenter.StartAsync();
        await using var recording = await center.BeginAsync("script");
        var view = await center.UntilAsync(static r => r.State == RecordingState.Recording);
        Sound.Check(await RecordedCenter.PlayAsync(center.Anna, view.Recording)).ShouldBe(0);

        Sound.Write(recording, 0, 1_000);
        await center.Center.UntilAsync(async () => (await RecordedCenter.PlayAsync(center.Anna, view.Recording)).Length > 44 ? "so" : null, "the first second is durable", Second);
        Sound.Check(await RecordedCenter.PlayAsync(center.Anna, view.Recording)).ShouldBe(1_000);
    }

    [Fact]
    public async Task While_it_is_paused_nothing_is_kept_and_the_time_counts()
    {
        await using var center = await RecordedCenter.StartAsync();
        await using (var recording = await center.BeginAsync())
        {
            Sound.Write(recording, 0, 4_000);
            await recording.PauseAsync("anna");
            center.Entries.Last().Entry.Kind.ShouldBe(RecordingKinds.Paused, "durable on return");
            await center.UntilAsync(static r => r.State == RecordingState.Paused);
            Sound.Write(recording, 4_000, 3_200); // a card's number
            await recording.PauseAsync("anna");
            await recording.ResumeAsync("anna");
            Sound.Write(recording, 7_200, 800);
        }

        var view = await center.UntilAsync(static r => r.State == RecordingState.Completed);
        (view.Length, view.Kept).ShouldBe((Second, 0.6 * Second));
        var wav = await RecordedCenter.PlayAsync(center.Anna, view.Recording);
        Sound.Check(wav, (4_000, 7_200)).ShouldBe(8_000);
        var secret = new byte[16];
        for (var i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(secret.AsSpan(4 * i), Sound.Caller(5_000 + i));
            BinaryPrimitives.WriteInt16LittleEndian(secret.AsSpan((4 * i) + 2), Sound.Center(5_000 + i));
        }

        wav.AsSpan().IndexOf(secret).ShouldBe(-1);
        center.Entries.Select(static e => e.Entry.Kind).ShouldBe([RecordingKinds.Started, RecordingKinds.Paused, RecordingKinds.Resumed, RecordingKinds.Ended]);
    }

    [Fact]
    public async Task A_full_disk_ends_it_and_what_was_durable_is_heard()
    {
        FullDisk disk = null!;
        await using var center = await RecordedCenter.StartAsync(storage: s => disk = new FullDisk(s));
        await using var recording = await center.BeginAsync();
        Sound.Write(recording, 0, 8_000);
        var view = await center.UntilAsync(static r => r.State == RecordingState.Recording);
        await center.Center.UntilAsync(async () => (await RecordedCenter.PlayAsync(center.Anna, view.Recording)).Length > 44 ? "so" : null, "it is durable", Second);
        disk.IsFull = true;
        Sound.Write(recording, 8_000, 8_000);
        await center.Center.UntilAsync(() => recording.HasFailed, "it has failed", Second);
        Sound.Write(recording, 16_000, 8_000); // the call goes on

        view = await center.UntilAsync(static r => r.State == RecordingState.Failed);
        (view.Code, view.Length).ShouldBe(("not-written", Second));
        Sound.Check(await RecordedCenter.PlayAsync(center.Anna, view.Recording)).ShouldBe(8_000);
        center.Center.Health.Facts().ShouldContain(static f => f.Part == "recordings" && f.State == HealthState.Degraded && f.Description.Contains("No space left", StringComparison.Ordinal));

        await (await center.BeginAsync()).DisposeAsync(); // one that cannot even begin
        center.Entries.Select(static e => e.Entry.Kind).ShouldBe([RecordingKinds.Started, RecordingKinds.Ended, RecordingKinds.Started, RecordingKinds.Ended]);
        disk.IsFull = false;
        await center.RecordAsync(1);
        center.Center.Health.Facts().ShouldNotContain(static f => f.Part == "recordings");
    }

    [Fact]
    public async Task What_a_crash_left_is_ended_by_the_next_start_without_its_torn_end()
    {
        await using var center = await RecordedCenter.StartAsync();
        var recording = await center.BeginAsync();
        Sound.Write(recording, 0, 8_000);
        var id = (await center.UntilAsync(static r => r.State == RecordingState.Recording)).Recording;
        await center.Center.UntilAsync(async () => (await RecordedCenter.PlayAsync(center.Anna, id)).Length > 44 ? "so" : null, "it is durable", Second);
        var left = center.Center.Tenant!.Storage.Recordings;
        byte[] bytes;
        await using (var file = await left.OpenAsync(id))
        {
            bytes = new byte[file!.Length];
            await file.ReadExactlyAsync(bytes);
        }

        await center.Center.CrashAsync();
        await recording.DisposeAsync(); // what is dead does nothing any more
        await left.RemoveAsync(id);
        await using (var file = await left.CreateAsync(id))
        {
            await file.AppendAsync((byte[])[.. bytes, .. bytes.AsSpan(24, 500)]);
        }

        var nobodys = new RecordingId(Guid.NewGuid());
        await (await left.CreateAsync(nobodys)).DisposeAsync();
        await center.Center.StartAsync();

        var view = (await center.Center.Desk("anna").InteractionAsync(center.Talk.Summary.Interaction))!.Recordings.ShouldHaveSingleItem();
        (view.State, view.Length).ShouldBe((RecordingState.Interrupted, Second));
        Sound.Check(await RecordedCenter.PlayAsync(center.Center.Desk("anna"), id)).ShouldBe(8_000);
        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(center.Entries.Last().Entry.Read(RecordingJson.Default.RecordingEnded).Hash);
        (await center.Center.Tenant!.Storage.Recordings.OpenAsync(nobodys)).ShouldBeNull("the log does not name it");
    }

    [Fact]
    public async Task A_tenant_that_stops_ends_what_is_under_way()
    {
        await using var center = await RecordedCenter.StartAsync();
        var recording = await center.BeginAsync();
        Sound.Write(recording, 0, 1_000);
        await center.Center.StopAsync();

        await recording.DisposeAsync();
        var ended = center.Entries.Last().Entry.Read(RecordingJson.Default.RecordingEnded);
        (ended.Cause, ended.Length).ShouldBe((RecordingCause.Interrupted, 125));
    }

    [Fact]
    public async Task A_colleague_does_not_hear_it_and_who_did_stands_in_the_log()
    {
        await using var center = await RecordedCenter.StartAsync(static t => t.Privacy.RecordReading = true);
        var view = await center.RecordAsync();

        await Should.ThrowAsync<DeskAccessException>(async () => await center.Center.Desk("bruno").OpenRecordingAsync(view.Recording));
        await Should.ThrowAsync<DeskAccessException>(async () => await center.Center.Desk("carla", Role.Administrator).OpenRecordingAsync(view.Recording));
        (await center.Center.Desk("bruno").InteractionAsync(center.Talk.Summary.Interaction))!.Recordings.ShouldHaveSingleItem().MayOpen.ShouldBeFalse();
        await RecordedCenter.PlayAsync(center.Center.Desk("sofia", Role.Supervisor), view.Recording);
        await RecordedCenter.PlayAsync(center.Center.Desk("sofia", Role.Supervisor), view.Recording);
        (await center.Anna.OpenRecordingAsync(new RecordingId(Guid.NewGuid()))).ShouldBeNull();

        var heard = center.Center.Entries.Where(static e => e.Entry.Kind == PrivacyKinds.Read && e.Entry.Read(PrivacyJson.Default.InteractionRead).Recording is not null).ShouldHaveSingleItem();
        (heard.Entry.Actor, heard.Entry.Read(PrivacyJson.Default.InteractionRead).Recording).ShouldBe(("person:sofia", view.Recording));
    }

    [Fact]
    public async Task An_erasure_waits_for_its_end_and_leaves_nothing_to_hear()
    {
        await using var center = await RecordedCenter.StartAsync();
        var recording = await center.BeginAsync();
        Sound.Write(recording, 0, 8_000);
        await CenterFixture.Do(center.Anna, new DeskCommand.CloseInteraction(center.Talk.Summary.Interaction, new DispositionCode("resolved")));
        await center.Center.UntilAsync(async () => (await center.Anna.InteractionAsync(center.Talk.Summary.Interaction))!.Summary.Status == InteractionStatus.Closed ? "so" : null, "it is over");
        var office = center.Center.Services.GetRequiredService<IPrivacyDesks>().Open(Principal.Person(new AgentId("paola"), CenterFixture.Acme, [Role.Administrator]), CenterFixture.Acme);
        var customer = center.Talk.Summary.Customer;
        (await office.DoAsync(new PrivacyCommand.Erase(customer, "Request 1"), Guid.NewGuid())).Code.ShouldBe("CC1252", "a call is being recorded");
        await recording.DisposeAsync();
        var id = center.Center.Entries.Where(static e => e.Entry.Kind == RecordingKinds.Started).Select(RecordingKinds.Of).Single();

        using var copy = new MemoryStream();
        (await office.ExportAsync(customer, "Request 1", copy)).IsDone.ShouldBeTrue();
        using (var zip = new ZipArchive(copy))
        {
            using var wav = zip.Entries.Single(static e => e.FullName.StartsWith("recordings/", StringComparison.Ordinal)).Open();
            using var sound = new MemoryStream();
            await wav.CopyToAsync(sound);
            Sound.Check(sound.ToArray()).ShouldBe(8_000);
        }

        (await office.DoAsync(new PrivacyCommand.Erase(customer, "Request 1"), Guid.NewGuid())).ShouldBe(DeskResult.Done);
        (await center.Anna.OpenRecordingAsync(id)).ShouldBeNull();
        (await center.Center.Tenant!.Storage.Recordings.OpenAsync(id)).ShouldBeNull();
        (await center.Recordings.BeginAsync(CenterFixture.Acme, RecordedCenter.Call, Sound.Rate, "queue")).ShouldBeNull("the customer has been erased");
        (await center.Recordings.BeginAsync(CenterFixture.Acme, new CallId(Guid.NewGuid()), Sound.Rate, "queue")).ShouldBeNull("nobody knows the call");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Its_time_over_it_is_removed_unless_a_court_wants_it(bool isHeld, bool byQueue)
    {
        await using var center = await RecordedCenter.StartAsync(t =>
        {
            t.Privacy.RecordingDays = byQueue ? 10_000 : 30;
            if (byQueue)
            {
                t.Privacy.QueueRecordingDays["faults"] = 30;
            }
        });
        var id = (await center.RecordAsync()).Recording;
        if (isHeld)
        {
            var office = center.Center.Services.GetRequiredService<IPrivacyDesks>().Open(Principal.Person(new AgentId("paola"), CenterFixture.Acme, [Role.Administrator]), CenterFixture.Acme);
            (await office.DoAsync(new PrivacyCommand.PlaceHold(center.Talk.Summary.Customer, "Case 1"), Guid.NewGuid())).ShouldBe(DeskResult.Done);
        }

        await center.RecordOtherAsync("+393339990001");
        await center.Center.SavedAsync();
        center.Center.Time.Advance(TimeSpan.FromDays(29));
        await center.Center.StopAsync();
        await center.Center.StartAsync();
        await center.RecordOtherAsync("+393339990002");
        await HearAsync(isThere: true);

        center.Center.Time.Advance(TimeSpan.FromDays(1.5));
        await RemovedAsync(byQueue || isHeld ? 1 : 2, TimeSpan.FromHours(1)); // in no order
        await RemovedAsync(byQueue ? 1 : isHeld ? 2 : 3, TimeSpan.FromDays(1)); // by a later sweep
        await HearAsync(isThere: isHeld);

        Task RemovedAsync(int count, TimeSpan step) => center.Center.UntilAsync(() => center.Entries.Count(static e => e.Entry.Kind == RecordingKinds.Removed) == count, $"{count} are removed", step);

        async Task HearAsync(bool isThere)
        {
            await using var sound = await center.Center.Desk("sofia", Role.Supervisor).OpenRecordingAsync(id);
            await using var file = await center.Center.Tenant!.Storage.Recordings.OpenAsync(id);
            (sound is not null, file is not null).ShouldBe((isThere, isThere));
        }
    }

    [Fact]
    public async Task A_cut_file_is_told_and_not_played()
    {
        await using var center = await RecordedCenter.StartAsync();
        var id = (await center.RecordAsync()).Recording;
        var store = center.Center.Tenant!.Storage.Recordings;
        byte[] bytes;
        await using (var file = await store.OpenAsync(id))
        {
            bytes = new byte[file!.Length];
            await file.ReadExactlyAsync(bytes);
        }

        await store.RemoveAsync(id);
        await using (var file = await store.CreateAsync(id))
        {
            await file.AppendAsync(bytes.AsMemory(0, bytes.Length - 32)); // all of its sound, and no end
        }

        await Should.ThrowAsync<InvalidDataException>(async () => await center.Anna.OpenRecordingAsync(id));
    }

    /// <summary>Turns a bit of its first part, which nobody looks at when the last is asked for.</summary>
    private static async Task AlterAsync(RecordedCenter center, RecordingId id)
    {
        var store = center.Center.Tenant!.Storage.Recordings;
        byte[] bytes;
        await using (var file = (await store.OpenAsync(id))!)
        {
            bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes);
        }

        bytes[60] ^= 1;
        await store.RemoveAsync(id);
        await using (var file = await store.CreateAsync(id))
        {
            await file.AppendAsync(bytes);
        }

        await store.FinishAsync(id, bytes.Length);
    }
}
