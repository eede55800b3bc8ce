namespace ContactCenter.Channels.WebForms;

/// <summary>One form of a web site. Not thread-safe.</summary>
public sealed class WebForm
{
    /// <summary>What the form is called, by language (<c>en</c>, <c>it</c>); the heading of the built-in pages and the text of a submission without a message.</summary>
    public Dictionary<string, string> Titles { get; } = [];

    /// <summary>The origins whose pages may post it, such as <c>https://www.example.com</c>; <c>*</c> for any. At least one.</summary>
    public List<string> Origins { get; } = [];

    /// <summary>What may be filled in, by the name it is posted under. What is not here is ignored.</summary>
    public Dictionary<string, WebFormField> Fields { get; } = [];

    /// <summary>The posted name of the field that is the message; null where the form has none.</summary>
    public string? Message { get; set; }

    /// <summary>What has to be agreed to; null for nothing.</summary>
    public WebFormConsent? Consent { get; set; }

    /// <summary>How the form asks to be reached; null where it does not.</summary>
    public WebFormReach? Reach { get; set; }

    /// <summary>Whether the owner of the address has to confirm before anybody is asked for the matter.</summary>
    public bool DoubleOptIn { get; set; }

    /// <summary>With <see cref="DoubleOptIn"/>: what is sent to the address, by language, with <c>{link}</c> where the link goes; at most 300 characters.</summary>
    public Dictionary<string, string> Confirmation { get; } = [];

    /// <summary>The posted name no person fills in: whoever does is a robot. Empty for none.</summary>
    public string Honeypot { get; set; } = "website";

    /// <summary>A form sent faster than this was not read by a person; it is asked for once more. 0 to 60 s; 3 s by default. 0 asks for no token either.</summary>
    public TimeSpan MinFillTime { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Submissions of this form within a minute, from everywhere. 1 to 100,000; 120 by default.</summary>
    public int MaxPerMinute { get; set; } = 120;

    /// <summary>Links all values together may contain. 0 to 100; 5 by default.</summary>
    public int MaxLinks { get; set; } = 5;

    /// <summary>The region of telephone numbers written without a country, such as <c>IT</c>; null takes international numbers alone.</summary>
    public string? DefaultRegion { get; set; }

    /// <summary>Where a browser goes when the form was taken; null for the built-in page.</summary>
    public string? Success { get; set; }

    /// <summary>Where a browser goes when it was not, with <c>code=</c> in the query; null for the built-in page, which keeps what was typed.</summary>
    public string? Failure { get; set; }

    /// <summary>Further pages a post may name as <c>cc-success</c> or <c>cc-failure</c>; they have to be equal to the letter.</summary>
    public List<string> Redirects { get; } = [];

    /// <summary>The key with which the page's own server signs who its visitor is; null when it never does. At least 32 characters.</summary>
    public Secret? IdentityKey { get; set; }

    /// <summary>The fields in the order they are asked.</summary>
    internal IEnumerable<KeyValuePair<string, WebFormField>> FieldsInOrder => Fields.OrderBy(static f => f.Value.Order);

    /// <summary>Lets an origin post the form.</summary>
    public WebForm From(string origin)
    {
        Origins.Add(origin);
        return this;
    }

    /// <summary>Adds a field, or goes on describing it.</summary>
    public WebForm Ask(string posted, string en, string it, Action<WebFormField>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(posted);
        if (!Fields.TryGetValue(posted, out var field))
        {
            Fields[posted] = field = new WebFormField { Order = Fields.Count };
        }

        (field.Labels["en"], field.Labels["it"]) = (en, it);
        configure?.Invoke(field);
        return this;
    }
}

/// <summary>One field of a form.</summary>
public sealed class WebFormField
{
    /// <summary>Its name in the center, a key such as <c>meter-number</c>; empty for the posted name itself.</summary>
    public string Name { get; set; } = "";

    /// <summary>What is asked, by language (<c>en</c>, <c>it</c>); 1 to 100 characters.</summary>
    public Dictionary<string, string> Labels { get; } = [];

    /// <summary>Whether it has to be filled in.</summary>
    public bool Required { get; set; }

    /// <summary>The longest value, in UTF-16 units. 1 to 5,000, of the message to 32,768; 200 by default. A longer one is a fault, nothing is cut.</summary>
    public int MaxLength { get; set; } = 200;

    /// <summary>What kind of value.</summary>
    public WebFormFieldKind Kind { get; set; }

    /// <summary>The values of a choice, each with its label by language.</summary>
    public Dictionary<string, Dictionary<string, string>> Choices { get; } = [];

    /// <summary>Its place among the fields: the lower, the earlier.</summary>
    public int Order { get; set; }

    /// <summary>Adds a value to choose.</summary>
    public WebFormField Choice(string value, string en, string it)
    {
        Choices[value] = new Dictionary<string, string> { ["en"] = en, ["it"] = it };
        return this;
    }
}

/// <summary>What a value has to be.</summary>
public enum WebFormFieldKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A mail address.</summary>
    Email,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>One of <see cref="WebFormField.Choices"/>.</summary>
    Choice,

    /// <summary>A time: ISO 8601 with an offset, or local in <see cref="WebFormReach.TimeZone"/>.</summary>
    Time,
}

/// <summary>What has to be agreed to before a form is taken; posted as <c>cc-consent</c>.</summary>
public sealed class WebFormConsent
{
    /// <summary>The text as the page shows it, by language; 1 to 2,000 characters.</summary>
    public Dictionary<string, string> Texts { get; } = [];

    /// <summary>Which version of the text, 1 to 64 characters.</summary>
    public string Version { get; set; } = "";
}

/// <summary>How a form asks to be reached. Every field named here stands in <see cref="WebForm.Fields"/>.</summary>
public sealed class WebFormReach
{
    /// <summary>The posted name of the choice whose value is the channel; null for a fixed <see cref="Channel"/>.</summary>
    public string? ChannelField { get; set; }

    /// <summary>The one channel, such as <c>voice</c>, where the form leaves no choice.</summary>
    public string? Channel { get; set; }

    /// <summary>By channel, the posted name of the field that holds the address; it is of the kind phone or email.</summary>
    public Dictionary<string, string> Addresses { get; } = [];

    /// <summary>The posted name of the time before which nobody is to call; null for none.</summary>
    public string? FromField { get; set; }

    /// <summary>The posted name of the time after which it is no use; null for none.</summary>
    public string? UntilField { get; set; }

    /// <summary>The IANA zone of times without an offset, such as <c>Europe/Rome</c>; UTC by default.</summary>
    public string TimeZone { get; set; } = "UTC";
}
