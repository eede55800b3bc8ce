using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>An identity a person chose: short lower-case text such as <c>faults</c> or <c>anna.rossi</c>.</summary>
/// <typeparam name="TSelf">The identity type itself.</typeparam>
public interface IKeyId<TSelf>
    where TSelf : struct, IKeyId<TSelf>
{
    /// <summary>The text: 1 to 64 characters of <c>a-z 0-9 . _ - +</c>, beginning with a letter, a digit or <c>+</c>.</summary>
    string Value { get; }

    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid key; the message names it and the rule.</exception>
    static abstract TSelf From(string value);
}

/// <summary>The rule every <see cref="IKeyId{TSelf}"/> obeys. Keys name folders, columns and metrics tags, hence the narrow alphabet.</summary>
public static class KeyRules
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-+");
    private static readonly SearchValues<byte> AllowedUtf8 = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-+"u8);

    /// <summary>Whether <paramref name="value"/> is a valid key.</summary>
    public static bool IsValid([NotNullWhen(true)] string? value) =>
        value is { Length: > 0 and <= MaxLength }
        && value[0] is not ('.' or '_' or '-')
        && !value.Contains("..", StringComparison.Ordinal)
        && !value.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>Whether <paramref name="utf8"/> is a valid key.</summary>
    public static bool IsValid(ReadOnlySpan<byte> utf8) =>
        utf8.Length is > 0 and <= MaxLength
        && utf8[0] is not ((byte)'.' or (byte)'_' or (byte)'-')
        && utf8.IndexOf(".."u8) < 0
        && !utf8.ContainsAnyExcept(AllowedUtf8);

    /// <summary>Returns <paramref name="value"/> when it is a valid key.</summary>
    /// <param name="value">The text to check.</param>
    /// <param name="what">What the key names, for the message.</param>
    /// <exception cref="ArgumentException">It is not valid.</exception>
    public static string Check(string? value, string what) => IsValid(value)
        ? value
        : throw new ArgumentException($"'{value}' is no {what}: use 1 to {MaxLength} of a-z, 0-9, '.', '_', '-', '+', beginning with a letter or digit.", nameof(value));
}

/// <summary>Writes a key identity as its text, as a JSON value and as a property name.</summary>
/// <typeparam name="TId">The identity type.</typeparam>
public sealed class KeyIdJsonConverter<TId> : JsonConverter<TId>
    where TId : struct, IKeyId<TId>
{
    /// <inheritdoc />
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString());

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }

    /// <inheritdoc />
    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Parse(reader.GetString());

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.Value);
    }

    private static TId Parse(string? text)
    {
        if (!KeyRules.IsValid(text))
        {
            throw new JsonException($"'{text}' is no {typeof(TId).Name}.");
        }

        return TId.From(text);
    }
}
