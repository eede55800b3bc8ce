using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ContactCenter.Channels.Twilio.Webhooks;

namespace ContactCenter.Channels.Twilio.Tests.Webhooks;

/// <summary>The published vectors: each is accepted as it is, and refused after any single character has changed.</summary>
public sealed class SignatureVectorTests
{
    private static readonly IReadOnlyList<Vector> Vectors = Load();

    public static TheoryData<string> Names => [.. Vectors.Select(vector => vector.Name)];

    [Fact]
    public void There_are_26_vectors() => Vectors.Count.ShouldBe(26);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_vector_is_accepted(string name)
    {
        var vector = Get(name);
        vector.IsValid().ShouldBeTrue();
        (vector with { Tokens = ["another", vector.Tokens[0]] }).IsValid().ShouldBeTrue("the second of two live tokens signed it");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_vector_is_accepted_with_its_port_added_or_left_out(string name)
    {
        var vector = Get(name);
        (vector with { Url = OtherPort(vector.Url) }).IsValid().ShouldBe(!vector.Url.Contains(":8443", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_vector_is_refused_after_any_single_character_has_changed(string name)
    {
        var vector = Get(name);
        var accepted = Changes(vector).Where(changed => changed.Vector.IsValid()).Select(changed => changed.What).ToList();
        accepted.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_vector_is_refused_without_signature_or_token(string name)
    {
        var vector = Get(name);
        (vector with { Signature = null }).IsValid().ShouldBeFalse();
        (vector with { Signature = "" }).IsValid().ShouldBeFalse();
        (vector with { Tokens = [] }).IsValid().ShouldBeFalse();
    }

    private static IEnumerable<(string What, Vector Vector)> Changes(Vector vector)
    {
        foreach (var (i, url) in EachCharacter(vector.Url))
        {
            yield return ($"url at {i}", vector with { Url = url });
        }

        foreach (var (i, token) in EachCharacter(vector.Tokens[0]))
        {
            yield return ($"token at {i}", vector with { Tokens = [token] });
        }

        foreach (var (i, signature) in EachCharacter(vector.Signature!))
        {
            yield return ($"signature at {i}", vector with { Signature = signature });
        }

        foreach (var (i, body) in EachCharacter(vector.Body ?? ""))
        {
            yield return ($"body at {i}", vector with { Body = body });
        }

        for (var field = 0; field < vector.Params.Length; field++)
        {
            var (key, value) = vector.Params[field];
            foreach (var (i, other) in EachCharacter(key))
            {
                yield return ($"key {key} at {i}", vector with { Params = vector.Params.SetItem(field, (other, value)) });
            }

            foreach (var (i, other) in EachCharacter(value))
            {
                yield return ($"value of {key} at {i}", vector with { Params = vector.Params.SetItem(field, (key, other)) });
            }
        }
    }

    private static IEnumerable<(int Index, string Text)> EachCharacter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]))
            {
                continue; // changed with its high half
            }

            var length = char.IsHighSurrogate(text[i]) ? 2 : 1;
            yield return (i, text[..i] + (text[i] == 'x' ? 'y' : 'x') + text[(i + length)..]);
            if (char.IsAsciiLetter(text[i]))
            {
                yield return (i, text[..i] + (char)(text[i] ^ 0x20) + text[(i + 1)..]);
            }
        }
    }

    private static string OtherPort(string url)
    {
        var uri = new Uri(url);
        var authority = uri.UserInfo.Length > 0 ? $"{uri.UserInfo}@{uri.Host}" : uri.Host;
        var written = url.Contains($"{uri.Host}:", StringComparison.Ordinal);
        return url.Replace(written ? $"{authority}:{uri.Port}" : authority, written ? authority : $"{authority}:{uri.Port}", StringComparison.Ordinal);
    }

    private static Vector Get(string name) => Vectors.Single(vector => vector.Name == name);

    private static List<Vector> Load()
    {
        using var stream = typeof(SignatureVectorTests).Assembly.GetManifestResourceStream("twilio-signatures.json")!;
        using var document = JsonDocument.Parse(stream);
        return
        [
            .. document.RootElement.GetProperty("vectors").EnumerateArray().Select(json => new Vector(
                json.GetProperty("name").GetString()!,
                json.GetProperty("url").GetString()!,
                [json.GetProperty("token").GetString()!],
                json.TryGetProperty("params", out var form) ? [.. form.EnumerateObject().SelectMany(Pairs)] : [],
                json.TryGetProperty("body", out var body) ? body.GetString() : null,
                json.GetProperty("signature").GetString())),
        ];
    }

    private static IEnumerable<(string Key, string Value)> Pairs(JsonProperty property) => property.Value.ValueKind == JsonValueKind.Array
        ? property.Value.EnumerateArray().Select(value => (property.Name, value.GetString()!))
        : [(property.Name, property.Value.GetString()!)];

    private sealed record Vector(
        string Name, string Url, ImmutableArray<string> Tokens, ImmutableArray<(string Key, string Value)> Params, string? Body, string? Signature)
    {
        public bool IsValid()
        {
            ImmutableArray<Secret> tokens = [.. Tokens.Select(token => new Secret(token))];
            if (Body is not null)
            {
                return TwilioSignature.IsValid(tokens, Url, Encoding.UTF8.GetBytes(Body), Signature);
            }

            var wire = string.Join('&', Params.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
            return TwilioSignature.IsValid(tokens, Url, WebhookForm.TryParse(Encoding.UTF8.GetBytes(wire))!, Signature);
        }
    }
}
