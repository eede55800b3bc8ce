using ContactCenter.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ContactCenter.AspNetCore;

/// <summary>The public URLs of this host, from configuration. Thread-safe.</summary>
internal sealed class WebhookUrls(IOptions<WebOptions> options, IHostEnvironment environment, IServer server) : IWebhookUrls
{
    /// <summary>Whether it is known how the host is reached.</summary>
    public bool IsKnown => options.Value.PublicUrl is not null || environment.IsDevelopment();

    /// <summary>The URL of the host's root, without a trailing slash.</summary>
    public string Root => options.Value.PublicUrl?.OriginalString.TrimEnd('/') ?? OwnAddress();

    public Uri For(string relative)
    {
        ArgumentException.ThrowIfNullOrEmpty(relative);
        return RawUrl.At(Root, $"{options.Value.HooksPath}/{relative}");
    }

    // A developer's host is called from the same machine; everywhere else the address it listens on says nothing about how it is reached.
    private string OwnAddress()
    {
        var address = environment.IsDevelopment() ? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() : null;
        return address is null
            ? throw new InvalidOperationException($"{WebOptions.Section}:{nameof(WebOptions.PublicUrl)} is not set and the server does not listen yet; set it to the URL under which this host is reached.")
            : address.Replace("://[::]", "://localhost", StringComparison.Ordinal)
                .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
                .Replace("://+", "://localhost", StringComparison.Ordinal)
                .Replace("://*", "://localhost", StringComparison.Ordinal)
                .TrimEnd('/');
    }
}
