// LabelList

public typealias LabelList = [String]
