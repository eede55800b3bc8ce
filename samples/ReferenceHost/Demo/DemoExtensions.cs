using ContactCenter;
using ContactCenter.Channels;
using ContactCenter.Scripting;

namespace ReferenceHost.Demo;

/// <summary>What makes the center alive without anybody: a carrier with customers, callers, and colleagues at work.</summary>
internal static class DemoExtensions
{
    /// <summary>The agent takes one SMS or chat at a time, so that others wait for the newcomer, and lays it aside for a call.</summary>
    public static AgentOptions TakesOne(this AgentOptions agent)
    {
        agent.Capacity = 20;
        return agent.Cost(ChannelKind.Sms, 20, interruptible: true).Cost(ChannelKind.Chat, 20, interruptible: true).Cost(ChannelKind.Form, 20, interruptible: true).Cost(ChannelKind.Voice, 20);
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
            foreach (var agent in SimulatedPhones.Agents)
            {
                builder.Services.AddSingleton<IHostedService>(s => ActivatorUtilities.CreateInstance<SimulatedAgent>(s, new AgentId(agent)));
            }

            builder.Services.AddHostedService<SimulatedPhones>();
            builder.Services.AddHostedService<SimulatedCallers>();
        }

        builder.Services.AddSingleton<IScriptAction, MeterReadings>();
        builder.Services.AddHostedService<Welcome>();
    }
}
