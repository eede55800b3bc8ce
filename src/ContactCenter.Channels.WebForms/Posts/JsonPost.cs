using System.Text.Json;

namespace ContactCenter.Channels.WebForms.Posts;

/// <summary>One flat JSON object of texts, numbers, booleans and nulls. A list or an object inside is malformed.</summary>
internal static class JsonPost
{
    private static readonly JsonReaderOptions Flat = new() { MaxDepth = 1 };

    public static bool TryRead(ReadOnlySpan<byte> body, PostedForm into)
    {
        var reader = new Utf8JsonReader(body, Flat);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                var value = reader.TokenType switch
                {
                    JsonTokenType.String => reader.GetString()!,
                    JsonTokenType.Number => StrictText.Of(reader.ValueSpan),
                    JsonTokenType.True => "true",
                    _ => "",
                };
                if (!into.TryAdd(name, value))
                {
                    return false;
                }
            }

            return reader.TokenType == JsonTokenType.EndObject && !reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the second: text that is no UTF-8, or half a surrogate pair
        {
            return false;
        }
    }
}
