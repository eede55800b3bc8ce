using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace StubCarrier;

/// <summary>One message as the carrier knows it, in either direction.</summary>
public sealed record Message
{
    public required string Sid { get; init; }

    public required string Account { get; init; }

    public required string Direction { get; init; }

    public required string From { get; init; }

    public required string To { get; init; }

    public required string Body { get; init; }

    public required string Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? MessagingServiceSid { get; init; }

    public string? StatusCallback { get; init; }

    public int? ErrorCode { get; init; }

    public ImmutableArray<Media> Media { get; init; } = [];

    /// <summary>The message as the API writes it.</summary>
    public object ToResource() => new
    {
        sid = Sid,
        account_sid = Account,
        api_version = "2010-04-01",
        body = Body,
        date_created = Rfc2822(CreatedAt),
        date_updated = Rfc2822(CreatedAt),
        date_sent = Status is "queued" or "accepted" ? null : Rfc2822(CreatedAt),
        direction = Direction,
        error_code = ErrorCode,
        error_message = (string?)null,
        from = From,
        to = To,
        messaging_service_sid = MessagingServiceSid,
        num_media = Media.Length.ToString(CultureInfo.InvariantCulture),
        num_segments = "1",
        price = (string?)null,
        price_unit = "USD",
        status = Status,
        subresource_uris = new { media = $"/2010-04-01/Accounts/{Account}/Messages/{Sid}/Media.json" },
        uri = $"/2010-04-01/Accounts/{Account}/Messages/{Sid}.json",
    };

    private static string Rfc2822(DateTimeOffset time) =>
        time.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
}

/// <summary>A picture or document of a message.</summary>
public sealed record Media(string Sid, string ContentType)
{
    /// <summary>What it is; a sample of its type unless said otherwise.</summary>
    [JsonIgnore]
    public byte[] Content { get; init; } = SampleMedia.Of(ContentType);

    public string? FileName { get; init; }

    /// <summary>Where a medium to be sent is fetched from.</summary>
    public string? Source { get; init; }

    public int Size => Content.Length;
}
