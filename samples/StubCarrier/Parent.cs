using System.Diagnostics;

namespace StubCarrier;

/// <summary>Ends the carrier when the process that started it has ended, however that came about.</summary>
internal static class Parent
{
    public static async Task FollowAsync(CarrierOptions options, IHostApplicationLifetime lifetime)
    {
        if (options.ParentProcess is not { } id)
        {
            return;
        }

        try
        {
            using var parent = Process.GetProcessById(id);
            await parent.WaitForExitAsync(lifetime.ApplicationStopping);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
        catch (OperationCanceledException)
        {
            return;
        }

        lifetime.StopApplication();
    }
}
