using System.Collections.Frozen;
using System.Text.Json;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>
/// Which entries name blobs: a blob that none names is removed. A kind that begins to name one gets its line here, in the same release:
/// views are then derived again, so that its older entries count too.
/// </summary>
internal static class BlobNames
{
    /// <summary>The kinds, and the field of their bodies that names a blob, at any depth.</summary>
    public static FrozenDictionary<string, string> Fields { get; } = new Dictionary<string, string>
    {
        [MediaKinds.Stored] = "blob",
        [DoorKinds.MessageReceived] = "blob", // stored before it
        ["message.intended"] = "blob", // attachments
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The blobs an entry names.</summary>
    public static IReadOnlyList<BlobId> In(Entry entry)
    {
        if (!Fields.TryGetValue(entry.Kind, out var field))
        {
            return [];
        }

        var named = new List<BlobId>();
        var reader = new Utf8JsonReader(entry.Body.Span);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(field) && reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                named.Add(new BlobId(reader.GetString()!));
            }
        }

        return named;
    }
}
