using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContactCenter.Channels.Voice.Tests.Secure;

/// <summary>A root, somebody between, and a certificate for this machine, in files as an operator has them.</summary>
internal sealed class Chain : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chain-");
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _between;

    public Chain()
    {
        var now = DateTimeOffset.UtcNow; // nobody may be valid for longer than who has signed
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _root = Authority("CN=Test root", rootKey).CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        using var betweenKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var between = Authority("CN=Test between", betweenKey).Create(_root, now.AddDays(-1), now.AddDays(2), [1, 2, 3]);
        _between = between.CopyWithPrivateKey(betweenKey);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("127.0.0.1"); // what baresip looks for
        request.CertificateExtensions.Add(names.Build());
        using var made = request.Create(_between, now.AddDays(-1), now.AddDays(1), [4, 5, 6]);
        using var own = made.CopyWithPrivateKey(key);
        Own = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
        File.WriteAllText(CertificatePath, made.ExportCertificatePem() + "\n" + _between.ExportCertificatePem() + "\n");
        File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem() + "\n");
        File.WriteAllText(BothPath, File.ReadAllText(CertificatePath) + File.ReadAllText(KeyPath));
        File.WriteAllText(RootsPath, _root.ExportCertificatePem() + "\n");
        File.WriteAllBytes(StorePath, new X509Certificate2Collection { own, _between }.Export(X509ContentType.Pkcs12, "secret")!);
    }

    public X509Certificate2 Own { get; }

    /// <summary>The certificate, and the one between.</summary>
    public string CertificatePath => Path.Combine(_folder.FullName, "sip.pem");

    public string KeyPath => Path.Combine(_folder.FullName, "sip.key");

    /// <summary>The certificate, the one between and the key in one file.</summary>
    public string BothPath => Path.Combine(_folder.FullName, "both.pem");

    public string RootsPath => Path.Combine(_folder.FullName, "roots.pem");

    /// <summary>Both and the key, under the password "secret".</summary>
    public string StorePath => Path.Combine(_folder.FullName, "sip.p12");

    public X509Certificate2Collection Intermediates => [_between];

    /// <summary>Believes what leads to the root by what is shown, and nothing that is known from elsewhere.</summary>
    public bool Judge(object sender, X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.Add(_root);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.DisableCertificateDownloads = true;
        own.ChainPolicy.ExtraStore.AddRange(chain!.ChainPolicy.ExtraStore);
        return !errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && own.Build((X509Certificate2)shown!);
    }

    public void Dispose()
    {
        _root.Dispose();
        _between.Dispose();
        Own.Dispose();
        _folder.Delete(recursive: true);
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }
}
