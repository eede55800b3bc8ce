using ContactCenter.Desktop.Localization;

namespace ContactCenter.Desktop.Conversations;

/// <summary>Says what a medium is and how large.</summary>
internal static class MediaWords
{
    public static string KindOf(Words words, string contentType) => words[contentType switch
    {
        "application/pdf" => "media.pdf",
        "text/vcard" => "media.card",
        _ when contentType.StartsWith("image/", StringComparison.Ordinal) => "media.picture",
        _ when contentType.StartsWith("video/", StringComparison.Ordinal) => "media.video",
        _ when contentType.StartsWith("audio/", StringComparison.Ordinal) => "media.sound",
        _ when contentType.StartsWith("text/", StringComparison.Ordinal) => "media.text",
        _ => "media.file",
    }];

    public static string SizeOf(Words words, long? sizeBytes) => sizeBytes is { } size ? words.Say("media.size", Math.Max(1, (size + 500) / 1_000)) : "";
}
