# The module __future__.
import __future__

for name in __future__.all_feature_names:
    feature = getattr(__future__, name)
    print(name, feature, feature.getOptionalRelease(), feature.getMandatoryRelease(), feature.compiler_flag)
print(sorted(__future__.__all__))
print(sorted(name for name in dir(__future__) if name.startswith("CO_")))
