using System.Text;
using ContactCenter.Desk;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Tests.Audio;
using ContactCenter.Sip.Tests.Voice;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>What is kept of a call that was made over SIP: its sound, and nothing of what a pause was for.</summary>
public sealed class KeepingTests
{
    private const double Customer = 700, Anna = 460, CustomerSecret = 1_060, AnnaSecret = 1_360;

    /// <summary>A card's number, as long as one: where these digits stand in one row anywhere, they were kept.</summary>
    private const string Pin = "4929735061";

    [Fact]
    public async Task A_pause_keeps_neither_the_sound_nor_the_keys_of_a_number_that_is_typed_in_it()
    {
        await using var walk = await Walk.StartAsync(Customer, Anna);
        var (center, caller, anna) = (walk.Center, walk.Caller, walk.Agent);
        await walk.DoAsync(new DeskCommand.RecordCall(walk.Interaction, true));
        await center.LoggedAsync("recording.started");
        await HearForAsync(caller, anna);

        await walk.DoAsync(new DeskCommand.RecordCall(walk.Interaction, false));
        await center.LoggedAsync("recording.paused");
        (caller.Call.Source, anna.Call.Source) = (new Sine(CustomerSecret), new Sine(AnnaSecret));
        foreach (var key in Pin)
        {
            caller.Press(key);
        }

        await caller.HearsAsync([AnnaSecret], [Anna]);
        await anna.HearsAsync([CustomerSecret], [Customer]);
        await anna.Heard.NextOfAnyKindAsync(Pin.Length * 10); // the keys are through
        (caller.Call.Source, anna.Call.Source) = (new Sine(Customer), new Sine(Anna));
        await caller.HearsAsync([Anna], [AnnaSecret]);
        await anna.HearsAsync([Customer], [CustomerSecret]);
        await walk.DoAsync(new DeskCommand.RecordCall(walk.Interaction, true));
        await center.LoggedAsync("recording.resumed");
        await HearForAsync(caller, anna);
        await caller.Call.DisposeAsync();
        await center.LoggedAsync("recording.ended");

        var (left, right, rate) = await PlayAsync(walk);
        left.Length.ShouldBeGreaterThan(2 * rate);
        LoudestOf(left, Customer, rate).ShouldBeGreaterThan(-15);
        LoudestOf(right, Anna, rate).ShouldBeGreaterThan(-15);
        IsIn(left, CustomerSecret, rate).ShouldBeFalse();
        IsIn(right, AnnaSecret, rate).ShouldBeFalse();
        new Sine(CustomerSecret).Fill(left.AsSpan(left.Length / 2, rate / 50), rate);
        IsIn(left, CustomerSecret, rate).ShouldBeTrue("one frame of it would be found");
        center.Entries.Any(static e => Encoding.UTF8.GetString(e.Entry.Body.Span).Contains(Pin, StringComparison.Ordinal)).ShouldBeFalse();
        var view = (await walk.Desk.InteractionAsync(walk.Interaction)).ShouldNotBeNull();
        view.Timeline.Any(static t => t.Text is { Length: > 0 } text && Pin.Contains(text, StringComparison.Ordinal)).ShouldBeFalse();
    }

    /// <summary>So much that a whole window lies within.</summary>
    private static Task HearForAsync(Side one, Side other) => Task.WhenAll(one.Heard.NextOfAnyKindAsync(50), other.Heard.NextOfAnyKindAsync(50));

    private static async Task<(short[] Left, short[] Right, int Rate)> PlayAsync(Walk walk)
    {
        var view = (await walk.Desk.InteractionAsync(walk.Interaction)).ShouldNotBeNull().Recordings.ShouldHaveSingleItem();
        await using var opened = (await walk.Desk.OpenRecordingAsync(view.Recording)).ShouldNotBeNull();
        using var copy = new MemoryStream();
        await opened.Content.CopyToAsync(copy);
        copy.Position = 0;
        var reader = new WavReader(copy);
        var (both, frame, read) = (new List<short>(), new short[1_600], 0);
        while ((read = reader.Read(frame)) > 0)
        {
            both.AddRange(frame.AsSpan(0, read));
        }

        reader.Channels.ShouldBe(2);
        return ([.. both.Where(static (_, i) => i % 2 == 0)], [.. both.Where(static (_, i) => i % 2 == 1)], reader.SampleRate);
    }

    /// <summary>
    /// Whether a tone is in any fifth of a second, be it one frame of 20 ms: above -60 dB, and 10 dB above what lies 90 Hz beside it. Where another tone is cut, as a lost packet does it, some
    /// of it lies everywhere.
    /// </summary>
    private static bool IsIn(short[] samples, double frequency, int rate) => samples.Chunk(rate / 5).Any(
        c => ToneAnalysis.LevelAt(c, frequency, rate) is > -60 and var level && level > 10 + Math.Max(ToneAnalysis.LevelAt(c, frequency - 90, rate), ToneAnalysis.LevelAt(c, frequency + 90, rate)));

    /// <summary>The most of a tone in any fifth of a second.</summary>
    private static double LoudestOf(short[] samples, double frequency, int rate) => samples.Chunk(rate / 5).Max(c => ToneAnalysis.LevelAt(c, frequency, rate));
}
