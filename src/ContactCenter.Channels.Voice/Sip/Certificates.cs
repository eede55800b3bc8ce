using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>Reads the certificate that is configured.</summary>
internal static class Certificates
{
    /// <returns>It, and the others of its file; null where none is configured.</returns>
    /// <exception cref="ChannelException">It cannot be read.</exception>
    public static (X509Certificate2? Own, X509Certificate2Collection Others) Load(VoiceCertificateOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            return (null, []);
        }

        try
        {
            var password = options.Password?.Reveal();
            X509Certificate2Collection all = [];
            X509Certificate2? own;
            if (string.IsNullOrWhiteSpace(options.KeyPath))
            {
                all = X509CertificateLoader.LoadPkcs12CollectionFromFile(options.Path, password);
                own = all.FirstOrDefault(static c => c.HasPrivateKey) ?? throw new CryptographicException("It has no certificate with its private key.");
            }
            else
            {
                own = password is null ? X509Certificate2.CreateFromPemFile(options.Path, options.KeyPath) : X509Certificate2.CreateFromEncryptedPemFile(options.Path, password, options.KeyPath);
                all.ImportFromPemFile(options.Path);
            }

            return (own, [.. all.Where(c => c.Thumbprint != own.Thumbprint)]);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ChannelException($"The certificate '{options.Path}' cannot be read: {e.Message} Look at {VoiceOptions.Section}:Certificate.", e);
        }
    }

    /// <summary>Judges a peer by the machine's roots and those that are configured; null: by the machine's alone.</summary>
    public static RemoteCertificateValidationCallback? Judge(VoiceCertificateOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.RootsPath))
        {
            return null;
        }

        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(options.RootsPath);
        return (_, certificate, chain, errors) =>
        {
            if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 own)
            {
                return errors == SslPolicyErrors.None;
            }

            using var other = new X509Chain();
            other.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            other.ChainPolicy.CustomTrustStore.AddRange(roots);
            other.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            foreach (var element in chain?.ChainElements.AsEnumerable() ?? [])
            {
                other.ChainPolicy.ExtraStore.Add(element.Certificate);
            }

            return other.Build(own);
        };
    }
}
