using System.Text.Json.Serialization;

namespace ContactCenter.Channels.WebForms.Answers;

/// <summary>What a script gets for a form.</summary>
internal sealed record FormAnswer
{
    public required bool Ok { get; init; }

    /// <summary>Why it was not taken.</summary>
    public string? Code { get; init; }

    /// <summary>What to show.</summary>
    public string? Text { get; init; }

    /// <summary>The submission.</summary>
    public string? Id { get; init; }

    /// <summary>What is wrong with which value.</summary>
    public IReadOnlyList<Fault>? Faults { get; init; }

    /// <summary>Seconds to wait before it is sent again by itself.</summary>
    public int? RetryAfter { get; init; }
}

/// <summary>What a page needs before its form is sent.</summary>
/// <param name="Token">Goes along as <c>cc-token</c>.</param>
/// <param name="MinSeconds">How long filling in takes at least.</param>
/// <param name="Honeypot">The name of a field people do not see; empty for none.</param>
internal sealed record TokenAnswer(string Token, int MinSeconds, string Honeypot);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FormAnswer))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class FormJson : JsonSerializerContext;
