using System.Text.Json.Serialization;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>The kinds of entries in the stream of a message's media, <c>media/MESSAGE</c>: one for each medium.</summary>
internal static class MediaKinds
{
    /// <summary>It is ours: its blob was durable before the entry.</summary>
    public const string Stored = "media.stored";

    /// <summary>It cannot be had, and nobody tries any more.</summary>
    public const string Failed = "media.failed";

    /// <summary>The sealed name of the file, where its sender gave it one.</summary>
    public const string Name = "name";

    /// <summary>The code of what cannot be had because its subject has been erased.</summary>
    public const string Erased = "erased";

    /// <summary>The code of what cannot be had because its subject's key is damaged, and with it the address to fetch it from.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>The stream of a message's media, after the id of the entry with which the message came in.</summary>
    public static MachineId StreamOf(EntryId message) => new("media", message.Value.ToString("N"));
}

internal sealed record MediaStored(int Index, BlobId Blob, string Type, long Size);

internal sealed record MediaFailed(int Index, string Code);

/// <summary>A medium that was stored before the message it is sent along with.</summary>
internal sealed record AttachedMedium
{
    public required BlobId Blob { get; init; }

    /// <summary>What it was found to be.</summary>
    public required string Type { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MediaStored))]
[JsonSerializable(typeof(MediaFailed))]
internal sealed partial class MediaJson : JsonSerializerContext;
