using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Lines;

/// <summary>Log messages of trunks, event ids 3100 to 3119.</summary>
internal static partial class LineLog
{
    [LoggerMessage(3100, LogLevel.Information, "Trunk '{Trunk}' is {State}: {Detail}.")]
    public static partial void TrunkIs(this ILogger logger, string trunk, VoiceTrunkState state, string detail);

    [LoggerMessage(3101, LogLevel.Information, "Trunk '{Trunk}' has {Lines} lines now; {InUse} are in use.")]
    public static partial void LinesAre(this ILogger logger, string trunk, int lines, int inUse);

    [LoggerMessage(3102, LogLevel.Error, "The guard against toll fraud stops calls: {Kind}. The calls of this day have cost {Spent}. Look who calls, and change passwords or the bounds in ContactCenter:Voice:Guard.")]
    public static partial void Guarded(this ILogger logger, VoiceAlarmKind kind, decimal spent);

    [LoggerMessage(3103, LogLevel.Warning, "All {Lines} lines of trunk '{Trunk}' are in use; a call that came in {Outcome}.")]
    public static partial void Full(this ILogger logger, string trunk, int lines, string outcome);
}
