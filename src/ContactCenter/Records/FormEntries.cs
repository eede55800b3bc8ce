using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactCenter.Channels;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>What was filled in along with a message, as it is sealed beside it and read again.</summary>
internal static class FormEntries
{
    /// <summary>Escaping would double the size of what is not Latin; nothing of it ever stands in a page as JSON.</summary>
    private static readonly FormJson Json = new(new JsonSerializerOptions(FormJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(ImmutableArray<MessageField> fields) => JsonSerializer.Serialize(fields, Json.ImmutableArrayMessageField);

    public static string Write(MessageConsent consent) => JsonSerializer.Serialize(consent, Json.MessageConsent);

    public static string Write(ImmutableArray<Address> claims) => JsonSerializer.Serialize(claims, Json.ImmutableArrayAddress);

    public static string Write(ReachWhere where) => JsonSerializer.Serialize(where, Json.ReachWhere);

    /// <summary>Where a customer wants to be reached; null where that was not said, or has been erased.</summary>
    public static async ValueTask<ReachWhere?> ReachOfAsync(this IPersonalData data, Entry received, CancellationToken cancellationToken) =>
        await data.RevealAsync(received, DoorKinds.Reach, cancellationToken).ConfigureAwait(false) is { } json
            ? JsonSerializer.Deserialize(json, Json.ReachWhere)
            : null;

    public static async ValueTask<ImmutableArray<MessageField>> FieldsOfAsync(this IPersonalData data, Entry received, CancellationToken cancellationToken) =>
        await data.RevealAsync(received, DoorKinds.Fields, cancellationToken).ConfigureAwait(false) is { } json
            ? JsonSerializer.Deserialize(json, Json.ImmutableArrayMessageField)
            : [];

    public static async ValueTask<MessageConsent?> ConsentOfAsync(this IPersonalData data, Entry received, CancellationToken cancellationToken) =>
        await data.RevealAsync(received, DoorKinds.Consent, cancellationToken).ConfigureAwait(false) is { } json
            ? JsonSerializer.Deserialize(json, Json.MessageConsent)
            : null;

    public static async ValueTask<ImmutableArray<Address>> ClaimsOfAsync(this IPersonalData data, Entry received, CancellationToken cancellationToken) =>
        await data.RevealAsync(received, DoorKinds.Claims, cancellationToken).ConfigureAwait(false) is { } json
            ? JsonSerializer.Deserialize(json, Json.ImmutableArrayAddress)
            : [];
}

/// <summary>The personal part of a <see cref="ReachRequest"/>.</summary>
internal sealed record ReachWhere(Address Address, string? Confirmation);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImmutableArray<MessageField>))]
[JsonSerializable(typeof(ImmutableArray<Address>))]
[JsonSerializable(typeof(MessageConsent))]
[JsonSerializable(typeof(ReachWhere))]
internal sealed partial class FormJson : JsonSerializerContext;
