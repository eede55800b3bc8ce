using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Health;
using ContactCenter.Journal;
using ContactCenter.Storage;
using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Signing;

/// <summary>Where heads go, by the host's configuration.</summary>
public sealed class LogHeadsTests : IDisposable
{
    private const string KeyName = "cc.example.com";

    private static readonly TenantId Acme = new("acme");

    private readonly TemporaryFolder _data = new();
    private readonly TemporaryFolder _elsewhere = new();

    private LogKey Key => LogKey.FromPem(KeyName, File.ReadAllText(_data["signing.key.pub"]));

    [Fact]
    public async Task Another_log_keeps_the_heads_of_all_and_they_are_one_series_each()
    {
        (string, string)[] settings = [("Log", _elsewhere["witness"])];
        await AppendAsync(Acme, settings);
        await AppendAsync(new TenantId("other"), settings);
        await AppendAsync(Acme, settings);

        using var witness = SqliteLog.OpenReader(_elsewhere["witness"], WitnessLog.Id);
        foreach (var log in (LogId[])[new("acme"), new("other")])
        {
            var heads = await LogHeadPublisher.ReadAllAsync(witness, log);
            heads.Count.ShouldBeGreaterThanOrEqualTo(log.Value == "acme" ? 2 : 1);
            HeadSeries.FindFault(heads, Key).ShouldBeNull();
        }

        (await LogVerifier.VerifyAsync(witness, new LogVerificationOptions { Key = Key })).Fault.ShouldBeNull("it is signed itself");
    }

    [Fact]
    public async Task An_older_copy_of_a_log_does_not_open_beside_the_log_that_keeps_its_heads()
    {
        (string, string)[] settings = [("Log", _elsewhere["witness"])];
        await AppendAsync(Acme, settings);
        var old = _elsewhere["log.db"];
        File.Copy(Path.Combine(_data["acme"], "log.db"), old);
        await AppendAsync(Acme, settings);
        File.Copy(old, Path.Combine(_data["acme"], "log.db"), overwrite: true);

        (await Should.ThrowAsync<LogUnavailableException>(() => AppendAsync(Acme, settings))).Code.ShouldBe("CC1013");
    }

    [Fact]
    public async Task Heads_posted_to_an_address_go_on_where_they_stood_at_the_next_start()
    {
        var posted = new List<PublishedHead>();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var keeping = KeepAsync(listener, posted);
        (string, string)[] settings = [("Url", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/heads")];

        await AppendAsync(Acme, settings);
        Directory.GetFiles(_data["acme"], "heads-*.sent").Length.ShouldBe(1, "noted beside the log");
        await AppendAsync(Acme, settings);

        listener.Stop();
        await keeping;
        posted.Count.ShouldBeGreaterThanOrEqualTo(2);
        posted.Select(static h => h.OldSize).ShouldBe([0, .. posted.SkipLast(1).Select(static h => h.Head.Size)]);
        HeadSeries.FindFault(posted, Key).ShouldBeNull();
    }

    [Fact]
    public async Task A_tenant_that_is_named_has_places_of_its_own()
    {
        (string, string)[] settings = [("Folder", _elsewhere["center"]), ("Tenants:acme:Folder", _elsewhere["theirs"])];
        await AppendAsync(Acme, settings);
        await AppendAsync(new TenantId("other"), settings);

        Directory.Exists(Path.Combine(_elsewhere["theirs"], "acme")).ShouldBeTrue();
        Directory.Exists(Path.Combine(_elsewhere["center"], "other")).ShouldBeTrue();
        Directory.Exists(Path.Combine(_elsewhere["center"], "acme")).ShouldBeFalse("its heads go to its own place alone");
        Directory.Exists(Path.Combine(_elsewhere["theirs"], "other")).ShouldBeFalse();
    }

    [Fact]
    public async Task Health_tells_that_the_log_of_heads_cannot_be_written_and_then_that_it_can()
    {
        var busy = await SqliteLog.OpenAsync(_elsewhere["witness"], WitnessLog.Id, new SqliteLogOptions(), TimeProvider.System);
        using var host = Host([("Log", _elsewhere["witness"])]);
        var health = host.Services.GetServices<IHealthSource>().OfType<LogHeads>().Single();
        await using var storage = await host.Services.GetRequiredService<ITenantStorageProvider>().OpenAsync(Acme);

        await WaitAsync(() => health.Faults().Any());
        var fault = health.Faults().Single();
        (fault.Tenant, fault.Part, fault.State).ShouldBe((Acme, "heads", HealthState.Degraded));
        fault.Description.ShouldContain($"The log's heads do not reach the place 'log': The log of heads in {_elsewhere["witness"]} cannot be opened");
        await busy.DisposeAsync();
        await WaitAsync(() => !health.Faults().Any());
    }

    [Fact]
    public async Task Settings_that_cannot_be_meant_are_told_at_start_with_key_value_and_remedy()
    {
        File.WriteAllText(_elsewhere["file"], "");
        using var host = Host(
        [
            ("Log", Path.Combine(_data.Path, "acme")), ("Tenants:acme:Folder", _elsewhere["file"]), ("Tenants:other:Url", "witness"), ("Tenants:third:Folder", ""), ("Tenants:No One:Log", _elsewhere["file"]),
        ]);

        var faults = (await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync())).Message;

        faults.ShouldContain($"ContactCenter:LogHeads:Log is '{Path.Combine(_data.Path, "acme")}', in the folder of the tenants' own; set it to a folder elsewhere");
        faults.ShouldContain($"ContactCenter:LogHeads:Tenants:acme:Folder is '{_elsewhere["file"]}', a file; set it to a folder.");
        faults.ShouldContain("ContactCenter:LogHeads:Tenants:other:Url is 'witness'; set it to an absolute address");
        faults.ShouldContain("ContactCenter:LogHeads:Tenants:third names no place");
        faults.ShouldContain("'No One' is no tenant's id");
        faults.ShouldContain($"ContactCenter:LogHeads:Tenants:No One:Log is '{_elsewhere["file"]}', a file");
    }

    public void Dispose()
    {
        _data.Dispose();
        _elsewhere.Dispose();
    }

    private async Task AppendAsync(TenantId tenant, (string Key, string Value)[] settings)
    {
        using var host = Host(settings);
        await using var storage = await host.Services.GetRequiredService<ITenantStorageProvider>().OpenAsync(tenant);
        await storage.Log.AppendAsync(storage.Log.AppendAny(SampleEntries.Entry((int)storage.Log.Head.Value)));
    }

    /// <summary>A place that keeps whatever is posted, one post a connection.</summary>
    private static async Task KeepAsync(TcpListener listener, List<PublishedHead> posted)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                var length = 0;
                while (await reader.ReadLineAsync() is { Length: > 0 } line)
                {
                    length = line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase) ? int.Parse(line[16..], CultureInfo.InvariantCulture) : length;
                }

                var text = new StringBuilder();
                var one = new char[1];
                while (Encoding.UTF8.GetByteCount(text.ToString()) < length && await reader.ReadAsync(one) > 0)
                {
                    text.Append(one);
                }

                posted.Add(PublishedHead.Parse(text.ToString()));
                await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
        }
        catch (SocketException)
        {
            // stopped
        }
    }

    private static async Task WaitAsync(Func<bool> holds)
    {
        for (var i = 0; i < 1_200 && !holds(); i++)
        {
            await Task.Delay(50);
        }

        holds().ShouldBeTrue();
    }

    private IHost Host((string Key, string Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Select(static s => KeyValuePair.Create($"{LogHeadsOptions.Section}:{s.Key}", (string?)s.Value)));
        new Builder(builder.Services).UseSqlite(_data.Path).SignLogs(static s => (s.KeyName, s.MakeKey) = (KeyName, true)).PublishHeads();
        return builder.Build();
    }

    private sealed record Builder(IServiceCollection Services) : IContactCenterBuilder;
}
