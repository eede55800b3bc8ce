namespace ContactCenter.Desktop;

/// <summary>How the desktop presents itself: <c>ContactCenter:Desktop</c>. Read once.</summary>
public sealed class DesktopOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "ContactCenter:Desktop";

    /// <summary>The name in the title bar.</summary>
    /// <value><c>ContactCenter</c> by default.</value>
    public string Title { get; set; } = "ContactCenter";

    /// <summary>Where the desk's HTTP API is mapped, relative to the application's base: attachments are opened there (<c>ContactCenter:Web:ApiPath</c>).</summary>
    /// <value><c>api</c> by default.</value>
    public string ApiPath { get; set; } = "api";

    /// <summary>Where the host logs a person out, such as <c>logout</c>, relative to the application's base; it is reached with GET. Null: no such link is shown.</summary>
    /// <value>Null by default.</value>
    public string? LogOutPath { get; set; }

    /// <summary>
    /// The web origins whose pages may show the desktop in a frame and hear of the agent's work (<c>docs/embedding.md</c>), such as <c>https://crm.example.com</c>.
    /// They get the customers' addresses. None by default: then no page may frame it.
    /// </summary>
    public ISet<string> EmbedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
}
