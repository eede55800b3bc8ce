using ContactCenter.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Composition;

public sealed class UseSqliteTests
{
    private const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Fact]
    public void The_configuration_overrides_the_folder_and_brings_the_master_key()
    {
        using var host = Host(c => c.UseSqlite("code/"), ("ContactCenter:Sqlite:Root", "configured/"), ("ContactCenter:Sqlite:MasterKey", Key));
        var options = host.Services.GetRequiredService<IOptions<SqliteOptions>>().Value;
        options.Root.ShouldBe("configured/");
        options.MasterKey.ShouldNotBeNull().Reveal().ShouldBe(Key);
        options.MasterKey.ToString().ShouldBe("***");
    }

    [Fact]
    public void The_configuration_brings_the_periods_of_keys()
    {
        using var host = Host(
            c => c.UseSqlite("data/"),
            ("ContactCenter:Sqlite:KeyPeriod", "10.00:00:00"),
            ("ContactCenter:Sqlite:KeyPeriodOverlap", "1.12:00:00"),
            ("ContactCenter:Sqlite:KeyPeriodFolder", "elsewhere/"));
        var options = host.Services.GetRequiredService<IOptions<SqliteOptions>>().Value;
        (options.KeyPeriod, options.KeyPeriodOverlap, options.KeyPeriodFolder).ShouldBe((TimeSpan.FromDays(10), TimeSpan.FromHours(36), "elsewhere/"));
    }

    [Theory]
    [InlineData(0, 0, "KeyPeriod is 00:00:00; set it to 1 to 366 days")]
    [InlineData(367, 2, "KeyPeriod is 367.00:00:00")]
    [InlineData(30, -1, "KeyPeriodOverlap is -1.00:00:00")]
    [InlineData(60, 31, "KeyPeriodOverlap is 31.00:00:00")]
    [InlineData(2, 3, "at most KeyPeriod (2.00:00:00)")]
    public void Periods_of_keys_out_of_their_range_are_refused(int period, int overlap, string expected)
    {
        var options = new SqliteOptions { Root = "data", KeyPeriod = TimeSpan.FromDays(period), KeyPeriodOverlap = TimeSpan.FromDays(overlap) };
        new SqliteOptionsValidator().Validate(null, options).Failures.ShouldNotBeNull().ShouldHaveSingleItem().ShouldContain(expected);
    }

    [Fact]
    public void Called_twice_the_last_call_counts_and_one_provider_is_registered()
    {
        using var host = Host(c => c.UseSqlite("first/").UseSqlite("second/", o => o.MasterKey = new Secret(Key)));
        host.Services.GetServices<ITenantStorageProvider>().ShouldHaveSingleItem();
        var options = host.Services.GetRequiredService<IOptions<SqliteOptions>>().Value;
        options.Root.ShouldBe("second/");
        options.MasterKey.ShouldNotBeNull();
    }

    [Fact]
    public async Task All_faults_are_reported_at_start_at_once()
    {
        using var host = Host(c => c.UseSqlite(""), ("ContactCenter:Sqlite:MasterKey", "c2hvcnQ="));
        var faults = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync());
        faults.Failures.Count().ShouldBe(2);
        faults.Message.ShouldContain("ContactCenter:Sqlite:Root is empty");
        faults.Message.ShouldContain("openssl rand -base64 32");
        faults.Message.ShouldNotContain("c2hvcnQ=");
    }

    [Fact]
    public async Task The_provider_of_a_host_opens_a_tenant()
    {
        using var folder = new TemporaryFolder();
        using var host = Host(c => c.UseSqlite(folder.Path));
        await host.StartAsync();
        var provider = host.Services.GetRequiredService<ITenantStorageProvider>();
        await (await provider.OpenAsync(new TenantId("acme"))).DisposeAsync();
        Directory.GetDirectories(folder.Path).ShouldBe([folder["_periods"], folder["acme"]], ignoreOrder: true);
        File.Exists(Path.Combine(folder["_periods"], "acme.periods")).ShouldBeTrue();
        await host.StopAsync();
    }

    [Theory]
    [InlineData("", null, "ContactCenter:Sqlite:Root is empty")]
    [InlineData("data", "c2hvcnQ=", "ContactCenter:Sqlite:MasterKey is not 32 bytes in base64")]
    [InlineData("data", "not base64!", "ContactCenter:Sqlite:MasterKey is not 32 bytes in base64")]
    public void Each_fault_of_the_options_names_its_key_and_the_remedy(string root, string? key, string expected)
    {
        var options = new SqliteOptions { Root = root, MasterKey = key is null ? null : new Secret(key) };
        var result = new SqliteOptionsValidator().Validate(null, options);
        result.Failures.ShouldNotBeNull().ShouldHaveSingleItem().ShouldContain(expected);
    }

    private static IHost Host(Action<IContactCenterBuilder> compose, params (string Key, string Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        compose(new Builder(builder.Services));
        return builder.Build();
    }

    private sealed record Builder(IServiceCollection Services) : IContactCenterBuilder;
}
