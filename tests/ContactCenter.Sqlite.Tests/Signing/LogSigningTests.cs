using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Journal;
using ContactCenter.Readiness;
using ContactCenter.Storage;
using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Signing;

public sealed class LogSigningTests : IDisposable
{
    private const string KeyName = "cc.example.com";

    private static readonly TenantId Acme = new("acme");

    private readonly TemporaryFolder _folder = new();

    private string KeyFile => _folder["signing.key"];

    [Fact]
    public async Task A_log_is_signed_with_a_key_the_first_start_makes_for_its_owner_only()
    {
        await AppendAsync(c => c.SignLogs(Making));
        await AppendAsync(c => c.SignLogs(Making));

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.ReadAllText(KeyFile).ShouldStartWith("-----BEGIN PRIVATE KEY-----");
        (await VerifyAsync(LogKey.FromPem(KeyName, File.ReadAllText(KeyFile + ".pub")))).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Without_signing_no_record_is_signed()
    {
        await AppendAsync(static c => c);
        using var key = EcdsaLogSigner.Create(KeyName);

        (await VerifyAsync(new LogKey(KeyName, key.PublicKey.Span))).Fault.ShouldNotBeNull().Cause.ShouldContain("is not signed by");
    }

    [Fact]
    public async Task A_signer_the_host_registers_signs_and_no_key_is_made()
    {
        using var own = EcdsaLogSigner.Create("hsm.example.com");

        await AppendAsync(c =>
        {
            c.Services.AddSingleton<ILogSigner>(own);
            return c.SignLogs();
        });

        File.Exists(KeyFile).ShouldBeFalse();
        (await VerifyAsync(new LogKey(own.Name, own.PublicKey.Span))).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task A_key_that_is_not_there_stops_the_tenant_and_the_remedy_is_named()
    {
        var refusal = await Should.ThrowAsync<LogUnavailableException>(() => AppendAsync(static c => c.SignLogs(static s => s.KeyName = KeyName)));

        refusal.Code.ShouldBe("CC1012");
        refusal.Message.ShouldContain($"There is no signing key {KeyFile}. Make one with 'openssl genpkey");
    }

    [Fact]
    public async Task A_lost_or_another_key_is_not_put_in_the_place_of_the_one_logs_were_signed_with()
    {
        await AppendAsync(c => c.SignLogs(Making));
        File.Delete(KeyFile);

        var lost = await Should.ThrowAsync<LogUnavailableException>(() => AppendAsync(c => c.SignLogs(Making)));
        using var other = EcdsaLogSigner.Create(KeyName);
        File.WriteAllText(KeyFile, other.ToPem());
        var another = await Should.ThrowAsync<LogUnavailableException>(() => AppendAsync(c => c.SignLogs(Making)));
        File.WriteAllText(KeyFile, "nonsense");
        var unusable = await Should.ThrowAsync<LogUnavailableException>(() => AppendAsync(c => c.SignLogs(Making)));

        (lost.Code, another.Code, unusable.Code).ShouldBe(("CC1012", "CC1012", "CC1012"));
        lost.Message.ShouldContain("is missing, and logs were signed with it");
        another.Message.ShouldContain("is another than the one logs were signed with");
        unusable.Message.ShouldContain("cannot be used");
    }

    [Fact]
    public async Task A_name_that_is_none_is_told_at_start_with_its_key_and_remedy()
    {
        using var host = Host(static c => c.SignLogs(), ("ContactCenter:LogSigning:KeyName", "two words"));

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync())).Message.ShouldContain("ContactCenter:LogSigning:KeyName is 'two words'; set it to whose key it is");
    }

    [Fact]
    public async Task The_configuration_counts_before_the_code()
    {
        await AppendAsync(static c => c.SignLogs(Making), ("ContactCenter:LogSigning:KeyFile", _folder["elsewhere.key"]));

        File.Exists(_folder["elsewhere.key"]).ShouldBeTrue();
        File.Exists(KeyFile).ShouldBeFalse();
    }

    [Fact]
    public async Task Readiness_tells_whether_the_key_is_there_its_owners_alone_and_how_old()
    {
        using var host = Host(static c => c.SignLogs(Making));
        var check = host.Services.GetServices<IReadinessCheck>().OfType<SigningCheck>().Single();

        (await FindAsync()).Code.ShouldBe("signing.key");
        File.SetLastWriteTimeUtc(KeyFile, DateTime.UtcNow.AddDays(-100.5));
        (await FindAsync()).Values.ShouldBe([KeyName, "100"]);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            (await FindAsync()).Code.ShouldBe("signing.readable");
        }

        File.Delete(KeyFile);
        (await FindAsync()).Code.ShouldBe("signing.missing");
        using var next = Host(static c => c.SignLogs(static s => s.KeyName = KeyName));
        var unusable = (await next.Services.GetServices<IReadinessCheck>().OfType<SigningCheck>().Single().CheckAsync(Acme, default)).Single();
        (unusable.Code, unusable.Status).ShouldBe(("signing.unusable", ReadinessStatus.Failed));

        async Task<ReadinessFinding> FindAsync() => (await check.CheckAsync(Acme, default)).Single();
    }

    [Fact]
    public async Task Heads_reach_the_folder_and_an_older_copy_of_the_log_that_was_restored_stops_the_tenant()
    {
        var heads = _folder["heads"];
        await PublishingAsync();
        var old = _folder["old"];
        Directory.CreateDirectory(old);
        File.Copy(Path.Combine(_folder["acme"], "log.db"), Path.Combine(old, "log.db"));
        await PublishingAsync();

        (await FolderHeadPublisher.ReadAllAsync(Path.Combine(heads, "acme"))).Count.ShouldBeGreaterThanOrEqualTo(2);
        File.Copy(Path.Combine(old, "log.db"), Path.Combine(_folder["acme"], "log.db"), overwrite: true);
        var refusal = await Should.ThrowAsync<LogUnavailableException>(PublishingAsync);

        refusal.Code.ShouldBe("CC1013");
        refusal.Message.ShouldContain("the log ends before commit record");
        refusal.Message.ShouldContain("put the newest copy of log.db back");
        File.ReadAllBytes(Path.Combine(_folder["acme"], "log.db")).ShouldBe(File.ReadAllBytes(Path.Combine(old, "log.db")), "nothing was written to it");

        Task PublishingAsync() => AppendAsync(c => c.SignLogs(Making).PublishHeads(h => h.Folder = heads));
    }

    [Fact]
    public async Task Heads_without_a_signer_or_a_place_are_refused_at_start()
    {
        using var host = Host(static c => c.PublishHeads());

        var faults = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());
        faults.Message.ShouldContain("call SignLogs() too");
        faults.Message.ShouldContain("Folder and :Url are empty");
    }

    public void Dispose() => _folder.Dispose();

    private static void Making(LogSigningOptions options) => (options.KeyName, options.MakeKey) = (KeyName, true);

    private async Task AppendAsync(Func<IContactCenterBuilder, IContactCenterBuilder> compose, params (string Key, string Value)[] settings)
    {
        using var host = Host(compose, settings);
        await using var storage = await host.Services.GetRequiredService<ITenantStorageProvider>().OpenAsync(Acme);
        await storage.Log.AppendAsync(storage.Log.AppendAny(SampleEntries.Entry((int)storage.Log.Head.Value)));
    }

    private async Task<LogVerification> VerifyAsync(LogKey key)
    {
        using var reader = SqliteLog.OpenReader(_folder["acme"], new LogId("acme"));
        return await LogVerifier.VerifyAsync(reader, new LogVerificationOptions { Key = key });
    }

    private IHost Host(Func<IContactCenterBuilder, IContactCenterBuilder> compose, params (string Key, string Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Select(static s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        compose(new Builder(builder.Services).UseSqlite(_folder.Path));
        return builder.Build();
    }

    private sealed record Builder(IServiceCollection Services) : IContactCenterBuilder;
}
