using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ContactCenter.Readiness;

namespace ContactCenter.AspNetCore;

/// <summary>Whether this host answers under its public URL, and with a certificate that others trust. Calls it as everybody does.</summary>
internal sealed class PublicUrlCheck(WebhookUrls urls, TimeProvider time) : IReadinessCheck
{
    private const int Soon = 21;
    private const string AskOperator = "Check the name's address, the port, the firewall and the proxy in front of this host.";

    public string Part => "web";

    public async ValueTask<IReadOnlyList<ReadinessFinding>> CheckAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (!urls.IsKnown)
        {
            return [ReadinessFinding.Warning("web.no-url", "It is not said how this host is reached from outside.", $"Set {WebOptions.Section}:{nameof(WebOptions.PublicUrl)}.")];
        }

        var root = new Uri(urls.Root);
        return root.Scheme == Uri.UriSchemeHttps
            ? [await CertificateAsync(root, cancellationToken).ConfigureAwait(false), await ReachAsync(root, cancellationToken).ConfigureAwait(false)]
            : [Plain(root), await ReachAsync(root, cancellationToken).ConfigureAwait(false)];
    }

    private static ReadinessFinding Plain(Uri root) => root.IsLoopback
        ? ReadinessFinding.Ok("web.local", $"{root} is this machine's own address; nothing outside reaches it.", root.AbsoluteUri)
        : ReadinessFinding.Failed("web.plain", $"{root} is not encrypted: passwords and conversations can be read on their way.", $"Serve it by https and set {WebOptions.Section}:{nameof(WebOptions.PublicUrl)} so.", root.AbsoluteUri);

    /// <summary>Whether it is this host that answers. The certificate has a finding of its own and is not asked again.</summary>
    private static async Task<ReadinessFinding> ReachAsync(Uri root, CancellationToken cancellationToken)
    {
        var url = new Uri(root.AbsoluteUri.TrimEnd('/') + "/health/live");
        string what;
        try
        {
            using var http = new HttpClient(new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
            })
            { Timeout = Timeout.InfiniteTimeSpan };
            using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return ReadinessFinding.Ok("web.reachable", $"The host answers under {root}.", root.AbsoluteUri);
            }

            what = $"{(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            what = e.HttpRequestError.ToString();
        }

        return ReadinessFinding.Failed("web.unreachable", $"The host does not answer under {root} ({what}).", AskOperator, root.AbsoluteUri, what);
    }

    private async Task<ReadinessFinding> CertificateAsync(Uri root, CancellationToken cancellationToken)
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(root.IdnHost, root.Port, cancellationToken).ConfigureAwait(false);
            var (faults, chain) = (SslPolicyErrors.None, X509ChainStatusFlags.NoError);
            var tls = new SslStream(socket.GetStream());
            await using var _ = tls.ConfigureAwait(false);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = root.IdnHost,
                    RemoteCertificateValidationCallback = (_, _, built, errors) =>
                    {
                        faults = errors;
                        chain = built?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, one) => all | one.Status) ?? chain;
                        return true; // it is judged below, and nothing is sent
                    },
                },
                cancellationToken).ConfigureAwait(false);
            using var certificate = new X509Certificate2(tls.RemoteCertificate!);
            return Judge(root.IdnHost, certificate, faults, chain, time.GetUtcNow());
        }
        catch (Exception e) when (e is SocketException or AuthenticationException or IOException)
        {
            return ReadinessFinding.Failed("certificate.none", $"{root} gives no certificate ({e.GetType().Name}).", AskOperator, root.AbsoluteUri, e.GetType().Name);
        }
    }

    /// <summary>What is wrong with it, the worst first.</summary>
    internal static ReadinessFinding Judge(string host, X509Certificate2 certificate, SslPolicyErrors faults, X509ChainStatusFlags chain, DateTimeOffset now)
    {
        var end = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        var begin = new DateTimeOffset(certificate.NotBefore.ToUniversalTime());
        var (date, days) = (end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ((int)(end - now).TotalDays).ToString(CultureInfo.InvariantCulture));
        if (end <= now)
        {
            return ReadinessFinding.Failed("certificate.expired", $"The certificate of {host} expired on {date}.", "Renew it; providers and browsers refuse this host now.", host, date);
        }

        if (begin > now)
        {
            return ReadinessFinding.Failed("certificate.early", $"The certificate of {host} is not valid yet.", "Check this machine's clock, then the certificate.", host);
        }

        if (faults.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            var names = certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
            return ReadinessFinding.Failed("certificate.name", $"The certificate is for {names}, not for {host}.", "Get one for this name, or correct ContactCenter:Web:PublicUrl.", host, names);
        }

        if (faults.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            return ReadinessFinding.Failed("certificate.chain", $"The certificate of {host} is not trusted ({chain}).", "Use one of a public authority and have the server send its whole chain.", host, chain.ToString());
        }

        return end - now < TimeSpan.FromDays(Soon)
            ? ReadinessFinding.Warning("certificate.ends", $"The certificate of {host} expires on {date}, in {days} days.", "Renew it, and see why it was not renewed by itself.", host, date, days)
            : ReadinessFinding.Ok("certificate.valid", $"The certificate of {host} is valid until {date}.", host, date);
    }
}
