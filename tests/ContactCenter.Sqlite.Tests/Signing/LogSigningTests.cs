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
    public async Task Whoever_deletes_both_key_files_gets_no_second_history()
    {
        await AppendAsync(c => c.SignLogs(Making));
        File.Delete(KeyFile);
        File.Delete(KeyFile + ".pub");

        var refusal = await Should.ThrowAsync<LogUnavailableException>(() => AppendAsync(c => c.SignLogs(Making)));

        refusal.Code.ShouldBe("CC1012");
        refusal.Message.ShouldContain($"The signing key {KeyFile} is missing, and its public half with it, and {Path.Combine(_folder["acme"], "log.db")} is signed. Restore the key from its backup");
        File.Exists(KeyFile).ShouldBeFalse("nothing was made");
    }

    [Fact]
    public async Task A_key_put_in_the_place_of_both_deleted_files_stops_the_tenant()
    {
        await AppendAsync(c => c.SignLogs(Making));
        using var insider = EcdsaLogSigner.Create(KeyName);
        File.WriteAllText(KeyFile, insider.ToPem());
        File.Delete(KeyFile + ".pub");

        var refusal = await Should.ThrowAsync<LogUnavailableException>(() => AppendAsync(c => c.SignLogs(Making)));

        refusal.Code.ShouldBe("CC1016");
        refusal.Message.ShouldContain("was signed with another key");
    }

    [Fact]
    public async Task Where_signing_is_taken_out_of_the_host_a_signed_log_stays_closed()
    {
        await AppendAsync(c => c.SignLogs(Making));

        var refusal = await Should.ThrowAsync<LogUnavailableException>(() => AppendAsync(static c => c));

        refusal.Code.ShouldBe("CC1016");
        refusal.Message.ShouldContain("opened without a signer");
        await AppendAsync(c => c.SignLogs(Making));
    }

    [Fact]
    public async Task An_unsigned_log_does_not_keep_the_first_key_from_being_made()
    {
        await AppendAsync(static c => c);

        await AppendAsync(c => c.SignLogs(Making));

        File.Exists(KeyFile).ShouldBeTrue();
    }

    [Fact]
    public async Task The_key_is_changed_by_naming_the_old_one_and_both_public_keys_verify_the_whole_log()
    {
        await AppendAsync(c => c.SignLogs(Making).PublishHeads(h => h.Folder = _folder["heads"]));
        var old = _folder["old.key"];
        File.Move(KeyFile, old);
        Action<LogSigningOptions> changing = o => (o.KeyName, o.MakeKey, o.PreviousKeyFile) = (KeyName, true, old);

        await AppendAsync(c => c.SignLogs(changing).PublishHeads(h => h.Folder = _folder["heads"]));
        await AppendAsync(c => c.SignLogs(changing).PublishHeads(h => h.Folder = _folder["heads"])); // again: it is done already
        File.Delete(old);
        await AppendAsync(c => c.SignLogs(Making).PublishHeads(h => h.Folder = _folder["heads"]));

        var (first, present) = (LogKey.FromPem(KeyName, File.ReadAllText(old + ".pub")), LogKey.FromPem(KeyName, File.ReadAllText(KeyFile + ".pub")));
        first.Id.ShouldNotBe(present.Id);
        foreach (var key in (LogKey[])[first, present])
        {
            (await VerifyAsync(key)).Fault.ShouldBeNull();
            HeadSeries.FindFault(await FolderHeadPublisher.ReadAllAsync(Path.Combine(_folder["heads"], "acme")), key).ShouldBeNull();
        }

        using var reader = SqliteLog.OpenReader(_folder["acme"], new LogId("acme"));
        (await LogKeys.FollowAsync(reader, first)).HandOvers.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Readiness_tells_which_logs_are_still_under_the_old_key_and_when_it_may_go()
    {
        await AppendAsync(c => c.SignLogs(Making));
        using (var host = Host(c => c.SignLogs(Making)))
        await using (var storage = await host.Services.GetRequiredService<ITenantStorageProvider>().OpenAsync(new TenantId("other")))
        {
            await storage.Log.AppendAsync(storage.Log.AppendAny(SampleEntries.Entry(0)));
        }

        var old = _folder["old.key"];
        File.Move(KeyFile, old);
        Action<LogSigningOptions> changing = o => (o.KeyName, o.MakeKey, o.PreviousKeyFile) = (KeyName, true, old);
        await AppendAsync(c => c.SignLogs(changing));

        using var changed = Host(c => c.SignLogs(changing));
        var check = changed.Services.GetServices<IReadinessCheck>().OfType<SigningCheck>().Single();
        (await check.CheckAsync(Acme, default))[1].ShouldSatisfyAllConditions(static f => f.Code.ShouldBe("signing.changing"), static f => f.Values.ShouldBe(["other"]));
        await using (await changed.Services.GetRequiredService<ITenantStorageProvider>().OpenAsync(new TenantId("other")))
        {
        }

        (await check.CheckAsync(Acme, default))[1].Code.ShouldBe("signing.changed");
    }

    [Fact]
    public async Task A_host_goes_from_a_key_in_a_file_to_a_module_and_back()
    {
        await AppendAsync(c => c.SignLogs(Making));
        var old = _folder["old.key"];
        File.Move(KeyFile, old);
        using var module = EcdsaLogSigner.Create(KeyName);
        await AppendAsync(c =>
        {
            c.Services.AddSingleton<ILogSigner>(module);
            return c.SignLogs(o => o.PreviousKeyFile = old);
        });
        var first = LogKey.FromPem(KeyName, File.ReadAllText(KeyFile + ".pub"));
        (await VerifyAsync(first)).Fault.ShouldBeNull();
        File.Delete(KeyFile + ".pub");

        await AppendAsync(c =>
        {
            c.Services.AddKeyedSingleton<ILogSigner>(LogSigningOptions.PreviousSigner, module);
            return c.SignLogs(Making);
        });

        (await VerifyAsync(first)).Fault.ShouldBeNull();
        (await VerifyAsync(LogKey.FromPem(KeyName, File.ReadAllText(KeyFile + ".pub")))).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task A_previous_key_that_is_not_there_is_told_at_start()
    {
        using var host = Host(c => c.SignLogs(Making), ("ContactCenter:LogSigning:PreviousKeyFile", _folder["gone.key"]));

        (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync())).Message.ShouldContain($"ContactCenter:LogSigning:PreviousKeyFile is '{_folder["gone.key"]}', and there is no such file");
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
        faults.Message.ShouldContain("Folder, :Url and :Log are empty");
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
