using System.Diagnostics;
using System.Globalization;
using ContactCenter;

namespace ReferenceHost;

/// <summary>
/// For the proof that nothing is lost: CONTACTCENTER_FAULT=NAME:COUNT ends the process without any goodbye (SIGKILL) when the named point
/// is hit for the COUNT-th time.
/// </summary>
internal static class FaultSwitch
{
    private const string Variable = "CONTACTCENTER_FAULT";

    /// <summary>What to call at each point; null when nothing is to break.</summary>
    public static Action<string>? Hit { get; } = FromEnvironment();

    /// <summary>Lets the center's own points be hit too, not only the store's.</summary>
    public static void AddFaultSwitch(this WebApplicationBuilder builder)
    {
        if (Hit is { } hit)
        {
            builder.Services.AddSingleton<FaultPoint>(point => hit(point));
        }
    }

    private static Action<string>? FromEnvironment()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } setting)
        {
            return null;
        }

        if (setting.Split(':') is not [var name, var count] || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var left))
        {
            throw new InvalidOperationException($"{Variable} is '{setting}'; write the point's name and a number, such as log.after-commit:17.");
        }

        var own = Process.GetCurrentProcess();
        return point =>
        {
            if (point == name && Interlocked.Decrement(ref left) == 0)
            {
                own.Kill(); // SIGKILL on Unix
                Thread.Sleep(Timeout.Infinite); // nothing after the point runs, however late the signal comes
            }
        };
    }
}
