using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContactCenter.Readiness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>The public address, called as everybody calls it.</summary>
public sealed class PublicUrlCheckTests
{
    private static readonly TenantId Acme = new("acme");
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_expired_certificate_is_found_by_a_handshake_and_the_host_behind_it_all_the_same()
    {
        using var certificate = Certificate("localhost", DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(-1));
        await using var server = await ServeAsync(certificate);
        var findings = await CheckAsync($"https://localhost:{new Uri(server.Urls.First()).Port}");
        findings.Select(static f => (f.Status, f.Code)).ShouldBe([(ReadinessStatus.Failed, "certificate.expired"), (ReadinessStatus.Ok, "web.reachable")]);
        findings[0].Values[0].ShouldBe("localhost");
    }

    [Fact]
    public async Task One_of_another_name_and_one_nobody_trusts_are_told_apart()
    {
        using var other = Certificate("cc.example.com", DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
        await using var misnamed = await ServeAsync(other);
        var finding = (await CheckAsync($"https://localhost:{new Uri(misnamed.Urls.First()).Port}"))[0];
        (finding.Code, finding.Values[1]).ShouldBe(("certificate.name", "cc.example.com"));

        using var own = Certificate("localhost", DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
        await using var untrusted = await ServeAsync(own);
        (await CheckAsync($"https://localhost:{new Uri(untrusted.Urls.First()).Port}"))[0].Code.ShouldBe("certificate.chain");
    }

    [Theory]
    [InlineData(90, "certificate.valid", ReadinessStatus.Ok)]
    [InlineData(22, "certificate.valid", ReadinessStatus.Ok)]
    [InlineData(20, "certificate.ends", ReadinessStatus.Warning)]
    [InlineData(-1, "certificate.expired", ReadinessStatus.Failed)]
    public void A_certificate_is_judged_by_the_days_it_has(int days, string code, ReadinessStatus status)
    {
        using var certificate = Certificate("cc.example.com", Now.AddDays(-60), Now.AddDays(days));
        var finding = PublicUrlCheck.Judge("cc.example.com", certificate, SslPolicyErrors.None, X509ChainStatusFlags.NoError, Now);
        (finding.Code, finding.Status).ShouldBe((code, status));
    }

    [Fact]
    public void One_that_is_not_valid_yet_points_to_the_clock()
    {
        using var certificate = Certificate("cc.example.com", Now.AddDays(1), Now.AddDays(90));
        PublicUrlCheck.Judge("cc.example.com", certificate, SslPolicyErrors.None, X509ChainStatusFlags.NoError, Now).Code.ShouldBe("certificate.early");
    }

    [Fact]
    public async Task An_address_nobody_answers_at_is_a_failure_in_both_respects() =>
        (await CheckAsync("https://localhost:1")).Select(static f => f.Code).ShouldBe(["certificate.none", "web.unreachable"]);

    [Fact]
    public async Task Plain_HTTP_is_right_for_this_machine_alone()
    {
        await using var host = await WebHost.StartAsync();
        (await CheckAsync(host.Address.AbsoluteUri)).Select(static f => f.Code).ShouldBe(["web.local", "web.reachable"]);
        (await CheckAsync("http://192.0.2.1.invalid")).Select(static f => f.Code).ShouldBe(["web.plain", "web.unreachable"]);
    }

    private static async Task<IReadOnlyList<ReadinessFinding>> CheckAsync(string url)
    {
        await using var host = await WebHost.StartAsync(web: w => w.PublicUrl = new Uri(url));
        return await host.App.Services.GetServices<IReadinessCheck>().OfType<PublicUrlCheck>().Single().CheckAsync(Acme, CancellationToken.None);
    }

    private static async Task<WebApplication> ServeAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate)));
        var app = builder.Build();
        app.MapGet("/health/live", static () => "Healthy");
        await app.StartAsync();
        return app;
    }

    private static X509Certificate2 Certificate(string name, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(from, to);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null); // with a key servers can use
    }
}
