using ReferenceHost.Login;

namespace ReferenceHost.Demo;

/// <summary>Tells the newcomer where to go, once the host listens.</summary>
internal sealed class Welcome(IHostApplicationLifetime lifetime, StartOptions options, Telephone telephone, Users users) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            var people = string.Join('\n', users.All.Select(u => $"    {u.Key,-8} {u.Value.Name} ({string.Join(", ", u.Value.Roles)})"));
            Console.WriteLine($"""

                The contact center is open at {options.Url.GetLeftPart(UriPartial.Authority)}
                  Log in with the password "{options.Password}" as
                {people}
                  {telephone.HowToCall()}
                  API: /scalar and /openapi/v1.json    Health: /health/ready    Data: {options.Data}
                  {(options.Demo ? "Customers write and call by themselves and three colleagues answer some of them; --no-demo leaves them out." : "No simulated customers or agents.")}
                  Stop with Ctrl+C.

                """);
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
