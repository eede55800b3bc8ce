namespace ContactCenter.Channels.WebChat;

/// <summary>Web chat: <c>ContactCenter:WebChat</c> in the configuration. Read once, at start.</summary>
public sealed class WebChatOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "ContactCenter:WebChat";

    /// <summary>The pages that carry the widget, by name. An endpoint of the channel <c>chat</c> has such a name as its address, of the kind <c>page</c>.</summary>
    public Dictionary<string, WebChatPage> Pages { get; } = [];

    /// <summary>Messages one visitor may send in a row; after them one a second. 1 to 100; 10 by default.</summary>
    public int Burst { get; set; } = 10;

    /// <summary>Connections one network address may have open. 1 to 10,000; 50 by default: an office shares one.</summary>
    public int MaxConnectionsPerAddress { get; set; } = 50;

    /// <summary>New visitors one network address may be within a minute. 1 to 10,000; 60 by default.</summary>
    public int MaxNewVisitorsPerMinute { get; set; } = 60;

    /// <summary>The longest text of a visitor's message, in UTF-16 units. 100 to 10,000; 4,000 by default. A longer one is refused and stays with the visitor.</summary>
    public int MaxTextLength { get; set; } = 4_000;

    /// <summary>Files a visitor may send along with one message. 0 to 10, 0 for none ever; 5 by default.</summary>
    public int MaxFiles { get; set; } = 5;

    /// <summary>The largest file a visitor may send, in bytes. 1,024 to 104,857,600; 10,485,760 by default. More than <c>ContactCenter:Media:MaxSizeBytes</c> is never taken.</summary>
    public long MaxFileSizeBytes { get; set; } = 10 * 1_024 * 1_024;

    /// <summary>Files one visitor may send within an hour. 1 to 10,000; 30 by default.</summary>
    public int MaxFilesPerHour { get; set; } = 30;

    /// <summary>Files all visitors of one network address may send within an hour. 1 to 100,000; 300 by default.</summary>
    public int MaxFilesPerHourPerAddress { get; set; } = 300;

    /// <summary>Adds a page, or goes on describing it.</summary>
    public WebChatOptions Page(string name, Action<WebChatPage> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        if (!Pages.TryGetValue(name, out var page))
        {
            Pages[name] = page = new WebChatPage();
        }

        configure(page);
        return this;
    }
}

/// <summary>A page, or a site, that carries the widget. Not thread-safe.</summary>
public sealed class WebChatPage
{
    /// <summary>The widget's heading.</summary>
    public string Title { get; set; } = "";

    /// <summary>The origins that may use the widget, such as <c>https://www.example.com</c>; <c>*</c> for any. At least one: others could speak in your name.</summary>
    public List<string> Origins { get; } = [];

    /// <summary>What a visitor has to agree to before writing, by language (<c>en</c>, <c>it</c>); empty for no question.</summary>
    public Dictionary<string, string> Consent { get; } = [];

    /// <summary>What a visitor is asked before writing, in this order, by the field's key; the value is the label by language.</summary>
    public Dictionary<string, WebChatField> Fields { get; } = [];

    /// <summary>The key with which the page's own server signs who its visitor is; null when it never does. At least 32 characters.</summary>
    public Secret? IdentityKey { get; set; }

    /// <summary>The accent color, <c>#rrggbb</c>.</summary>
    public string Color { get; set; } = "#0b5cad";

    /// <summary>Lets an origin use the widget.</summary>
    public WebChatPage From(string origin)
    {
        Origins.Add(origin);
        return this;
    }
}

/// <summary>One question before the conversation.</summary>
public sealed class WebChatField
{
    /// <summary>The label, by language (<c>en</c>, <c>it</c>).</summary>
    public Dictionary<string, string> Labels { get; } = [];

    /// <summary>Whether it has to be answered.</summary>
    public bool Required { get; set; }
}
