using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>Log messages of prompts and speech, event ids 3140 to 3159. What is said never stands in them.</summary>
internal static partial class PromptLog
{
    [LoggerMessage(3140, LogLevel.Warning, "A recording that was asked for ({Name}, {Language}) is not there; a voice says it.")]
    public static partial void NoRecording(this ILogger logger, string name, string language);

    [LoggerMessage(3141, LogLevel.Error, "The recording '{File}' cannot be read: {Reason}")]
    public static partial void BadRecording(this ILogger logger, string file, string reason);

    [LoggerMessage(3142, LogLevel.Error, "A text of {Length} characters in {Language} is not said: {Reason}")]
    public static partial void Unsaid(this ILogger logger, int length, string language, string reason);

    [LoggerMessage(3143, LogLevel.Warning, "Music '{Name}' is not there; other music is played. Add NAME.wav to a folder 'music' of ContactCenter:Voice:Prompts:Folders.")]
    public static partial void NoMusic(this ILogger logger, string name);

    [LoggerMessage(3144, LogLevel.Warning, "Speech cannot be kept on disk: {Reason}")]
    public static partial void NotKept(this ILogger logger, string reason);

    [LoggerMessage(3145, LogLevel.Error, "'{File}' cannot be read, and none of its recordings is found by its text: {Reason}")]
    public static partial void BadTexts(this ILogger logger, string file, string reason);
}
