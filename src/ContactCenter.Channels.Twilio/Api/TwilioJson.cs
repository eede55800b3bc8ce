using System.Text.Json.Serialization;

namespace ContactCenter.Channels.Twilio.Api;

/// <summary>A message as Twilio's API writes it; the fields that are used.</summary>
internal sealed record MessageResource
{
    public string? Sid { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Body { get; init; }

    /// <summary><c>inbound</c>, <c>outbound-api</c>, <c>outbound-call</c> or <c>outbound-reply</c>.</summary>
    public string? Direction { get; init; }

    /// <summary>RFC 2822, whole seconds, such as <c>Mon, 16 Aug 2010 03:45:01 +0000</c>.</summary>
    public string? DateCreated { get; init; }

    public string? DateSent { get; init; }

    public int? NumMedia { get; init; }
}

/// <summary>A page of the list, newest first.</summary>
internal sealed record MessagePage
{
    public IReadOnlyList<MessageResource>? Messages { get; init; }

    /// <summary>Path and query of the next page; null on the last.</summary>
    public string? NextPageUri { get; init; }
}

/// <summary>The pictures of a message.</summary>
internal sealed record MediaPage
{
    public IReadOnlyList<MediaResource>? MediaList { get; init; }
}

/// <summary>One picture; its address is the URI without <c>.json</c>.</summary>
internal sealed record MediaResource
{
    public string? Uri { get; init; }

    public string? ContentType { get; init; }
}

/// <summary>The numbers of an account.</summary>
internal sealed record NumberPage
{
    public IReadOnlyList<NumberResource>? IncomingPhoneNumbers { get; init; }
}

/// <summary>One number: what it can do, and where messages to it go.</summary>
internal sealed record NumberResource
{
    public string? PhoneNumber { get; init; }

    public NumberCapabilities? Capabilities { get; init; }

    public string? SmsUrl { get; init; }

    public string? SmsMethod { get; init; }

    /// <summary>An application whose URL counts instead of <see cref="SmsUrl"/>.</summary>
    public string? SmsApplicationSid { get; init; }
}

internal sealed record NumberCapabilities
{
    public bool? Sms { get; init; }
}

/// <summary>Why Twilio refused.</summary>
internal sealed record ErrorResource
{
    public int? Code { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(MessageResource))]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(MediaPage))]
[JsonSerializable(typeof(NumberPage))]
[JsonSerializable(typeof(ErrorResource))]
internal sealed partial class TwilioJson : JsonSerializerContext;
