using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>What a page's server vouches for.</summary>
/// <param name="Page">The page's or form's name.</param>
/// <param name="Kind">The address's kind, such as <c>mailto</c>.</param>
/// <param name="Value">The address in its canonical form.</param>
/// <param name="Exp">Until when it may be used, in seconds since 1970.</param>
internal sealed record VouchedClaim(string Page, string Kind, string Value, long Exp);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VouchedClaim))]
internal sealed partial class VouchedClaimJson : JsonSerializerContext;
