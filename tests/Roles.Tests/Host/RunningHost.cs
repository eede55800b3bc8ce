using System.Diagnostics;
using System.Reflection;
using ContactCenter.Administration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Roles.Tests.Host;

/// <summary>
/// The reference host as it is, started inside this process, so that it can be asked what it maps. It gets people with one role each, and
/// the administration of tenants, which is the host's choice.
/// </summary>
public sealed class RunningHost : IAsyncLifetime
{
    private const string HostDiagnostics = "Microsoft.Extensions.Hosting";

    private readonly string _data = Directory.CreateTempSubdirectory("roles-").FullName;
    private readonly TaskCompletionSource<IHost> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<int> _run = Task.FromResult(0);

    public IServiceProvider Services { get; private set; } = null!;

    public Uri Url { get; } = new($"http://127.0.0.1:{FreePort.Take()}");

    /// <summary>Where no carrier is: what is sent stays unsent, which is nobody's matter here.</summary>
    private static Uri NoCarrier { get; } = new("http://127.0.0.1:9");

    public async Task InitializeAsync()
    {
        Environment.SetEnvironmentVariable("ASPNETCORE_APPLICATIONNAME", "ReferenceHost"); // not the test runner, whose static assets there are none of
        var program = Assembly.Load("ReferenceHost").EntryPoint!;
        string[] args = ["--no-demo", "--urls", Url.OriginalString, "--data", _data, "--carrier", NoCarrier.OriginalString, "--sip", "127.0.0.1:0"];
        using (DiagnosticListener.AllListeners.Subscribe(new Listeners(this)))
        {
            _run = Task.Run(() => RunAsync(program, args));
            await Task.WhenAny(_built.Task, _run).WaitAsync(TimeSpan.FromMinutes(1));
        }

        if (_run.IsCompleted)
        {
            throw new InvalidOperationException($"The reference host ended with {await _run} before it had begun.");
        }

        var host = await _built.Task;
        Services = host.Services;
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        await Task.WhenAny(started.Task, _run).WaitAsync(TimeSpan.FromMinutes(1));
        started.Task.IsCompletedSuccessfully.ShouldBeTrue("The reference host does not start.");
    }

    public async Task DisposeAsync()
    {
        Services?.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        (await _run.WaitAsync(TimeSpan.FromMinutes(1))).ShouldBe(0);
        Directory.Delete(_data, recursive: true);
    }

    private static async Task<int> RunAsync(MethodInfo program, string[] args) => program.Invoke(null, [args]) switch
    {
        Task<int> running => await running,
        var code => (int)code!, // the compiler's own entry point has waited already
    };

    private static void Furnish(IHostBuilder builder) => builder
        .ConfigureAppConfiguration(static c => c.AddInMemoryCollection(People.Settings))
        .ConfigureServices(static services => new Composer(services).AddTenantAdministration());

    /// <summary>Any host that is built tells so; this process builds one.</summary>
    private sealed class Listeners(RunningHost host) : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == HostDiagnostics)
            {
                value.Subscribe(this);
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            switch (value)
            {
                case ("HostBuilding", IHostBuilder builder):
                    Furnish(builder);
                    break;
                case ("HostBuilt", IHost built):
                    host._built.TrySetResult(built);
                    break;
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed class Composer(IServiceCollection services) : IContactCenterBuilder
    {
        public IServiceCollection Services => services;
    }
}
