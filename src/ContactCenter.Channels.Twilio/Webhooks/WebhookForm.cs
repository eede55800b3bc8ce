using System.Collections.Immutable;
using System.Text;
using ContactCenter.Web;

namespace ContactCenter.Channels.Twilio.Webhooks;

/// <summary>One field of a form, its value as the bytes that were sent.</summary>
/// <param name="Name">The name; bytes that are no UTF-8 have become U+FFFD.</param>
/// <param name="Value">The value's bytes after percent-decoding: the signature is over them.</param>
internal sealed record WebhookField(string Name, ImmutableArray<byte> Value)
{
    /// <summary>The value as text; bytes that are no UTF-8 become U+FFFD.</summary>
    public string Text { get; } = Encoding.UTF8.GetString(Value.AsSpan());
}

/// <summary>A form of Twilio's, as it was sent: the signature is over the bytes, in an order of its own.</summary>
internal sealed class WebhookForm
{
    /// <summary>More than Twilio ever sends (about 40 with ten pictures); a bound on the work for a stranger.</summary>
    public const int MaxFields = 500;

    private WebhookForm(ImmutableArray<WebhookField> fields) => Fields = fields;

    /// <summary>The fields as they came.</summary>
    public ImmutableArray<WebhookField> Fields { get; }

    /// <summary>The first value with this name, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var field in Fields)
            {
                if (field.Name == name)
                {
                    return field.Text;
                }
            }

            return null;
        }
    }

    /// <summary>Reads a body; null when it is malformed (<see cref="UrlEncodedFields"/>).</summary>
    public static WebhookForm? TryParse(ReadOnlySpan<byte> body) => UrlEncodedFields.TryRead(body, MaxFields) is { } fields
        ? new WebhookForm([.. fields.Select(static f => new WebhookField(Encoding.UTF8.GetString(f.Name.AsSpan()), f.Value))])
        : null;
}
