namespace ContactCenter.Channels.WebForms;

/// <summary>Web forms: <c>ContactCenter:WebForms</c> in the configuration. Read once, at start.</summary>
public sealed class WebFormsOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "ContactCenter:WebForms";

    /// <summary>The forms, by name. An endpoint of the channel <c>form</c> has such a name as its address, of the kind <c>form</c>.</summary>
    public Dictionary<string, WebForm> Forms { get; } = [];

    /// <summary>Under what tokens and confirmation links are signed: at least 32 random characters, the same on every host and after a restart. Required as soon as there is a form.</summary>
    public Secret? SigningKey { get; set; }

    /// <summary>The largest post, in bytes. 4,096 to 1,048,576; 65,536 by default.</summary>
    public int MaxBodySizeBytes { get; set; } = 65_536;

    /// <summary>Posts one network address (of IPv6 the first 64 bits) may send within a minute, over all forms. 1 to 10,000; 20 by default: an office shares one.</summary>
    public int MaxPerMinutePerAddress { get; set; } = 20;

    /// <summary>How long a page may be open before its form is sent. 10 minutes to 7 days; 24 hours by default.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a confirmation link may be used. 10 minutes to 30 days; 7 days by default.</summary>
    public TimeSpan ConfirmWithin { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Adds a form, or goes on describing it.</summary>
    public WebFormsOptions Form(string name, Action<WebForm> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        if (!Forms.TryGetValue(name, out var form))
        {
            Forms[name] = form = new WebForm();
        }

        configure(form);
        return this;
    }
}
