using System.Globalization;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;

namespace ContactCenter.Desktop.Calls;

/// <summary>Says in words how a call stands, stood and sounded.</summary>
internal static class CallWords
{
    // ITU-T G.107, Annex B: above the first most are satisfied, below the second many are not.
    private const double Good = 4.03;
    private const double Fair = 3.6;

    /// <summary>How a call stands, without its time.</summary>
    public static string State(Words words, CallView call) => call.Stage() switch
    {
        CallStage.Parked => words.Say("call.parked", Shown.Harmless(call.ParkedAt)),
        CallStage.Consulting when call.Consulting.Length > 0 => words.Say("call.consulting", Shown.Harmless(call.Consulting)),
        CallStage.Consulting => words["call.consultingOutside"],
        CallStage.Held => words["call.held"],
        CallStage.Ringing => words["call.rings"],
        CallStage.Waiting => words[call.IsInbound || call.AnsweredAt is not null ? "call.waits" : "call.connects"],
        _ => words["call.talks"],
    };

    /// <summary>A length as a clock shows it.</summary>
    public static string Length(TimeSpan time) => time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    /// <summary>A length in seconds, as a happening has it; null where it is none.</summary>
    public static string? Seconds(string seconds) =>
        int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? Length(TimeSpan.FromSeconds(length)) : null;

    /// <summary>How it sounded, from a mean opinion score; null where it is none.</summary>
    public static string? Sound(Words words, string score) =>
        double.TryParse(score, NumberStyles.Float, CultureInfo.InvariantCulture, out var mean)
            ? words.Say(mean >= Good ? "call.soundGood" : mean >= Fair ? "call.soundFair" : "call.soundPoor", mean.ToString("0.0", words.Culture))
            : null;

    /// <summary>Whether a message is keys that were pressed in a call, and no words.</summary>
    public static bool IsKeyed(TimelineItem item) =>
        item is { Kind: TimelineKind.MessageIn, Text: { Length: > 0 } text } && item.Channel == ChannelKind.Voice && text.All("0123456789*#ABCD".Contains);
}
