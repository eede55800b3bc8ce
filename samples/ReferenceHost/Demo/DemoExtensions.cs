using ContactCenter;
using ContactCenter.Scripting;

namespace ReferenceHost.Demo;

/// <summary>What makes the center alive without anybody: a carrier with customers, and colleagues at work.</summary>
internal static class DemoExtensions
{
    /// <summary>The agent takes one SMS at a time, so that others wait for the newcomer.</summary>
    public static AgentOptions TakesOne(this AgentOptions agent)
    {
        agent.Capacity = 20;
        return agent;
    }

    public static void AddDemo(this WebApplicationBuilder builder, StartOptions options)
    {
        var hasRealAccount = builder.Configuration.GetSection("ContactCenter:Twilio:Accounts").GetChildren().Any();
        if (options.Carrier is null && !hasRealAccount)
        {
            builder.Services.AddHostedService<CarrierProcess>();
        }

        if (options.Demo)
        {
            foreach (var agent in (string[])["anna", "bruno", "carla"])
            {
                builder.Services.AddSingleton<IHostedService>(s => ActivatorUtilities.CreateInstance<SimulatedAgent>(s, new AgentId(agent)));
            }
        }

        builder.Services.AddSingleton<IScriptAction, MeterReadings>();
        builder.Services.AddHostedService<Welcome>();
    }
}
